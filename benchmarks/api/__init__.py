"""What the API costs beside what it is made of."""
