"""The others: each answers the same questions from the plain tables."""
