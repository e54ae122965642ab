"""How long a document may be, bombs included."""

LENGTH = 32 * 1024
"""Characters that a document may have."""
