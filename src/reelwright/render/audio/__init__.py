"""The film's sound: clips mixed, music ducked under speech, loudness and true peak as asked."""
