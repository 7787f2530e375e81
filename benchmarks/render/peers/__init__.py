"""Other renderers making the same film, each in an environment of its own in the work folder."""
