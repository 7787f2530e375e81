"""What we ask of the world: one Protocol a file, with the values that go in and come out.

A vendor, ours or a stranger's, sees this package and the model and nothing else. One that charges
for its calls finds in `purchase` what it is told of each, and how it says what it costs.
"""
