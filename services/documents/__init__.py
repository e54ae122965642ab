"""Documents: which are trusted, what they are called, how large they may be."""
