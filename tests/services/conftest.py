"""The fixtures ``ask`` and ``entrance`` for the tests of this folder."""

from tests.asking import ask
from tests.identities import entrance

__all__ = ["ask", "entrance"]
