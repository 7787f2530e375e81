"""Vendors: a folder each, a file for each port it offers. `catalog.py` lists them."""
