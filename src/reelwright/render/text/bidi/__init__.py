"""The Unicode bidirectional algorithm (UAX #9), one module for each part of it."""
