"""From prompt to file: where the time goes, and how much of it is encoding."""
