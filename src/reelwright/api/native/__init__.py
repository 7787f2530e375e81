"""Our own API: /reelwright/v1, a file a noun."""
