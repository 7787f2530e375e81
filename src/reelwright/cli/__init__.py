"""The command line: `reelwright make`, `plan`, `render`, `voices`, `styles`, `models`, `doctor`."""

from reelwright.cli.app import main

__all__ = ["main"]
