"""Faces over HTTP: our own API, and the contracts of others, over one kit."""
