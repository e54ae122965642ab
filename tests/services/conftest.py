"""The fixture ``ask`` for the tests of this folder."""

from tests.asking import ask

__all__ = ["ask"]
