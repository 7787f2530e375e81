"""Running steps so that a crash costs one step. Knows no video."""
