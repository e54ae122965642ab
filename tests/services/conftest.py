"""The fixtures of this folder that other modules make."""

from tests.asking import ask
from tests.identities import entrance
from tests.services.moves import empty, file, target, world

__all__ = ["ask", "empty", "entrance", "file", "target", "world"]
