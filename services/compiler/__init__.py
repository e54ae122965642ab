"""Compiling: from a plan, which is a value, to one statement, and from that to bytes."""
