"""The places the painter knows, a file each, all of one shape."""
