"""The inner loops in the Python that numba compiles; imported only where they are compiled."""
