"""Swedish text: its order, and when two texts are alike.

The order is that of the Swedish alphabet as CLDR's collation for ``sv`` has it: a to z with w
apart from v, then å, ä, ö; case and foreign accents make no difference.
"""

import unicodedata

_LAST = {"å": "{", "ä": "|", "æ": "|", "ö": "}", "ø": "}", "œ": "}", "ü": "y", "ß": "ss"}
_LAST |= {"đ": "d", "ð": "d", "þ": "th", "ł": "l", "{": "(", "|": "!", "}": ")"}


def sort_key(text: str) -> str:
    """Turn ``text`` into one whose bytes sort as Swedish does.

    The key of a part is a part of the key, so keys also answer whether one text contains
    another: å is never taken for a, while é is taken for e.
    """
    return "".join(map(_letter, unicodedata.normalize("NFC", text.casefold())))


def _letter(letter: str) -> str:
    if letter in _LAST:
        return _LAST[letter]
    if letter.isascii():
        return letter
    bare = unicodedata.normalize("NFKD", letter)
    return "".join(part for part in bare if not unicodedata.combining(part)).casefold()
