"""Brief to film: one file a verb, conducted by `production.py`."""

STEPS = ("check", "plan", "speak", "illustrate", "score", "arrange", "film", "deliver")
