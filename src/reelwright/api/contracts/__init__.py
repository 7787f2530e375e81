"""Published contracts: each folder serves one document to clients that were written against it."""
