"""A finished film looked through and listened to, and held against its timeline."""

from reelwright.render.inspect.inspection import certified, examine, inspect

__all__ = ["certified", "examine", "inspect"]
