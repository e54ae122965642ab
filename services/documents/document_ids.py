"""How a document is called: by the digest of its text, or as whoever made its manifest called it.

GraphQL over HTTP, "Persisted Documents": ``sha256:`` and 64 hexadecimal digits; ``x-``, a prefix,
a colon and a name; or a name alone. 64 digits alone, as Apollo and Relay send them, are a digest.
"""

import re
from hashlib import sha256

from models.document import LONGEST_ID

SYNTAX = "letters, digits and . _ ~ -, after sha256: or a prefix that begins with x- if any"

_NAMED = re.compile(r"(?:x-[\w.~-]+:)?[\w.~-]+", re.ASCII)
_DIGEST = re.compile(r"(?:sha256:)?([0-9a-f]{64})")


def digest_of(text: str) -> str:
    """Give the id that a text has by itself; what is no Unicode is counted as question marks."""
    return f"sha256:{sha256(text.encode(errors='replace')).hexdigest()}"


def is_digest(document_id: str) -> bool:
    """Tell whether an id, as ``read_id`` gives it, was computed from the text."""
    return document_id.startswith("sha256:")


def read_id(said: str) -> str | None:
    """Give the id in the one form that it is kept in; None if it is not written as an id is."""
    if digest := _DIGEST.fullmatch(said):
        return f"sha256:{digest[1]}"
    return said if len(said) <= LONGEST_ID and _NAMED.fullmatch(said) else None
