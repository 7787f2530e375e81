"""Brief to film: one file a verb, conducted by `production.py`."""

STEPS = (
    "check",
    "plan",
    "speak",
    "illustrate",
    "animate",
    "score",
    "arrange",
    "film",
    "deliver",
)
