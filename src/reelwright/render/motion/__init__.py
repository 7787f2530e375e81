"""How the framing of a picture moves."""
