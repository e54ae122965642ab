"""Which of our languages a client would rather read: Accept-Language (RFC 9110, section 12.5.4)."""

from functools import lru_cache

from services.view import LOCALES

_LONGEST_KEPT = 100
"""How long a header may be whose reading is kept: those of browsers are shorter."""


def preferred(header: str) -> str:
    """Give the locale of ours that the header puts first; Swedish when it makes no difference."""
    return _kept(header) if len(header) <= _LONGEST_KEPT else _first(header)


def _first(header: str) -> str:
    weights: dict[str, float] = {}
    for part in header.split(","):
        tag, _, parameters = part.partition(";")
        locale = tag.strip().lower().split("-")[0]
        weights[locale] = max(_quality(parameters), weights.get(locale, 0.0))
    others = weights.get("*", 0.0)  # what the header does not name
    named = [it for it in weights if it in LOCALES and weights[it]]
    return max((*named, *LOCALES), key=lambda it: weights.get(it, others))


_kept = lru_cache(500)(_first)


def _quality(parameters: str) -> float:
    name, _, value = parameters.strip().partition("=")
    if name.strip() != "q":
        return 1.0
    try:
        return float(value)
    except ValueError:
        return 0.0
