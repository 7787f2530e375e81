"""Overlays: pictures and videos, with their alpha, in boxes over the frame."""
