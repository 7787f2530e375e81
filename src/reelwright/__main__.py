"""`python -m reelwright` is `reelwright`."""

from reelwright.cli import main

if __name__ == "__main__":
    main()
