"""The vendor that ships: all six capabilities with no key, no network and no GPU."""
