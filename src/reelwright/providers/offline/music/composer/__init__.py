"""The composer: writes a piece in a mood and a genre, as long as it is asked to be."""
