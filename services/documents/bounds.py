"""How large documents may be, and what is told of them: an operator may set it; what is usual."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bounds:
    """The most that a document, or an operation of it with its fragments spread, may amount to.

    ``characters``, ``lines``, ``tokens`` and ``operations`` are of the document; ``repeated`` is in
    how many places one field may be asked for; ``directives`` are those on one field. Of an answer
    are ``errors``, and the ``values`` that introspection tells, objects included.
    """

    characters: int = 32 * 1024
    lines: int = 4_000
    tokens: int = 2_000
    operations: int = 20
    depth: int = 12
    fields: int = 500
    aliases: int = 50
    repeated: int = 25
    directives: int = 10
    errors: int = 20
    values: int = 25_000


USUAL_BOUNDS = Bounds()
