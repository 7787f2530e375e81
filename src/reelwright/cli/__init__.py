"""The command line: `reelwright make`, `plan`, `render`, `voices`, `styles`, `models`, `doctor`."""

from reelwright.cli.process import main

__all__ = ["main"]
