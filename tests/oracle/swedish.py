"""Swedish order and search, written down once more: by a table of letters, not by keys."""

LETTERS = " '-./0123456789:abcdefghijklmnopqrstuvwxyzåäö"
"""Everything that the oracle's texts are made of when folded, in Swedish order."""

ACCENTED = {
    "é": "e",
    "è": "e",
    "ü": "y",
    "à": "a",
    "á": "a",
    "ç": "c",
    "ñ": "n",
    "æ": "ä",
    "ø": "ö",
}
"""Letters of other languages, and the Swedish letter that they are looked up under."""


def folded(text: str) -> str:
    """Take away what makes no difference: case, and accents that are not Swedish letters."""
    return "".join(ACCENTED.get(letter, letter) for letter in text.lower())


def ranked(text: str) -> list[int]:
    """Give a text's place among others."""
    return [LETTERS.index(letter) for letter in folded(text)]


def contains(text: str, part: str) -> bool:
    return folded(part) in folded(text)


def starts(text: str, part: str) -> bool:
    return folded(text).startswith(folded(part))
