"""Titles and lower thirds: set, and drawn as they come and go."""
