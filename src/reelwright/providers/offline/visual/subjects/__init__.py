"""The things that scenes are about: what they look like, and where they stand."""
