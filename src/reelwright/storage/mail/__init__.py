"""Mail: to a folder on this machine, or through a server."""
