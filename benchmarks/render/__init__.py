"""The renderer against the bare encoder, against other renderers, and against the ideal."""
