"""Slugs: the last part of an address, proposed from what content is called."""

import re
import unicodedata
from collections.abc import Collection

LONGEST_SLUG = 200

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LETTERS = str.maketrans({"ß": "ss", "æ": "ae", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l"})


def slug_of(text: str) -> str:
    """Turn a title into an address: small letters a to z, digits and hyphens; å ä ö lose theirs.

    A text without any such letter gives ``""``.
    """
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    bare = "".join(it for it in plain if not unicodedata.combining(it))
    whole = re.sub(r"[^a-z0-9]+", "-", re.sub(r"['’]", "", bare)).strip("-")
    return whole[: LONGEST_SLUG - 10].rstrip("-")


def is_slug(text: str) -> bool:
    """Tell whether the text can be a slug as it stands."""
    return len(text) <= LONGEST_SLUG and _SLUG.fullmatch(text) is not None


def free_slug(wanted: str, taken: Collection[str]) -> str:
    """Give the first of ``wanted``, ``wanted-2``, ``wanted-3`` … that is not taken."""
    number, slug = 1, wanted
    while slug in taken:
        number += 1
        slug = f"{wanted}-{number}"
    return slug
