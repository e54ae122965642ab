"""How the tables came to be what they are: one file a change, applied in order, never edited."""
