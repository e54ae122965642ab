"""Which of our languages a client would rather read: Accept-Language (RFC 9110, section 12.5.4)."""

from functools import lru_cache

from services.view import LOCALES

_LONGEST_KEPT = 100
"""How long a header may be whose reading is kept: those of browsers are shorter."""


def preferred(header: str) -> str:
    """Give the locale of ours that the header puts first; Swedish when it names none."""
    return _kept(header) if len(header) <= _LONGEST_KEPT else _first(header)


def _first(header: str) -> str:
    best, weight = LOCALES[0], 0.0
    for part in header.split(","):
        tag, _, parameters = part.partition(";")
        locale = tag.strip().lower().split("-")[0]
        quality = _quality(parameters)
        if locale in LOCALES and quality > weight:
            best, weight = locale, quality
    return best


_kept = lru_cache(500)(_first)


def _quality(parameters: str) -> float:
    name, _, value = parameters.strip().partition("=")
    if name.strip() != "q":
        return 1.0
    try:
        return float(value)
    except ValueError:
        return 0.0
