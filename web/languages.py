"""Which of our languages a client would rather read: Accept-Language (RFC 9110, section 12.5.4)."""

from services.view import LOCALES


def preferred(header: str) -> str:
    """Give the locale of ours that the header puts first; Swedish when it names none."""
    best, weight = LOCALES[0], 0.0
    for part in header.split(","):
        tag, _, parameters = part.partition(";")
        locale = tag.strip().lower().split("-")[0]
        quality = _quality(parameters)
        if locale in LOCALES and quality > weight:
            best, weight = locale, quality
    return best


def _quality(parameters: str) -> float:
    name, _, value = parameters.strip().partition("=")
    if name.strip() != "q":
        return 1.0
    try:
        return float(value)
    except ValueError:
        return 0.0
