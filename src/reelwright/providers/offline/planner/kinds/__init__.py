"""The kinds of film, a file each: what comes in is understood, what goes out is a draft."""
