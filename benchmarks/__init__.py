"""Measurements, apart from the tests: `make bench`. Results stand in each folder's README."""
