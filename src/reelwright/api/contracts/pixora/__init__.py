"""Pixora: videos made of scenes, paid in credits (tests/api/contracts/documents/pixora.md)."""
