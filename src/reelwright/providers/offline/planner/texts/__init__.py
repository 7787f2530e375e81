"""What can be said and shown: the data files, reading them, and filling in their sentences."""
