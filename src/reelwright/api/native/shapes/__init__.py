"""What our own API hears and says: the JSON of requests and answers, one module a noun."""
