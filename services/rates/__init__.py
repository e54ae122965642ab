"""Rates: what may be spent in a while, and where it is counted."""
