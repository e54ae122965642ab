"""Marks: what a person is known by in other texts, and how each is found, however it is written.

A mark is found whatever its case and spacing, with its letters composed or not, and escaped for
Markdown, HTML or an address. It is not found inside of another word: Bo Ek is not in Robo Eken.
"""

import html
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from urllib.parse import quote

from models.contact import Contact
from services.content.slugs import slug_of


class MarkKind(StrEnum):
    """What of a person was found."""

    NAME = "NAME"
    EMAIL = "EMAIL"
    PHONE = "PHONE"
    ADDRESS = "ADDRESS"


@dataclass(frozen=True, slots=True)
class Mark:
    """One text that a person is known by."""

    kind: MarkKind
    text: str


FEWEST_DIGITS = 6
"""A telephone number with fewer is an extension, and found only as it is written."""

_NO_WORD_BEFORE = r"(?:(?<![^\W_])|(?<=%[0-9A-Fa-f]{2}))"
_NO_WORD_AFTER = r"(?=s?(?![^\W_]))"
_NO_EMAIL_BEFORE = r"(?:(?<![\w.+-])|(?<=%[0-9A-Fa-f]{2}))"
_NO_EMAIL_AFTER = r"(?!\.?[^\W_]|-)"
_BLANK = r"(?:\s|\+|_|%20|&nbsp;|&#160;)+"
_GAP = r"(?:[\s().\-–/]|%20|&nbsp;){0,3}"
_ABROAD = re.compile(r"\s*(?:\+|00)\s*46")


def marks_of(versions: Iterable[Contact]) -> tuple[Mark, ...]:
    """Give all that a person is known by in any version, the longest first.

    An address is a mark only if it says the name: ``kontakt`` may be anybody's.
    """
    rows = list(versions)
    names = [slug_of(row.name) for row in rows]
    found = [Mark(kind, text) for row in rows for kind, text in _known_by(row) if text]
    found += [
        Mark(MarkKind.ADDRESS, it.slug) for it in rows if any(n and n in it.slug for n in names)
    ]
    return tuple(sorted({*found}, key=lambda it: (-len(it.text), it.kind, it.text)))


def _known_by(row: Contact) -> Iterator[tuple[MarkKind, str | None]]:
    yield MarkKind.NAME, row.name
    yield MarkKind.EMAIL, row.email
    yield MarkKind.PHONE, row.phone
    yield MarkKind.PHONE, row.mobile


@lru_cache(maxsize=256)
def pattern(mark: Mark) -> re.Pattern[str]:
    """Give what finds a mark in a text."""
    national = _national(mark)
    if national:
        said = rf"(?<!\d)(?:(?:\+|%2B|00)46{_GAP}(?:\(0\))?{_GAP}|0)?{_GAP.join(national)}(?!\d)"
    elif mark.kind is MarkKind.EMAIL:
        said = f"{_NO_EMAIL_BEFORE}{_written(mark.text)}{_NO_EMAIL_AFTER}"
    else:
        first, last = mark.text[:1], mark.text[-1:]
        before = _NO_WORD_BEFORE if first.isalnum() else ""
        after = _NO_WORD_AFTER if last.isalnum() else ""
        said = f"{before}{_written(mark.text)}{after}"
    return re.compile(said, re.IGNORECASE)


def _national(mark: Mark) -> str:
    """Give the digits of a telephone number as it is dialled within the country, without its 0."""
    if mark.kind is not MarkKind.PHONE:
        return ""
    inland = _ABROAD.sub("", mark.text)
    digits = "".join(it for it in inland if it in "0123456789").lstrip("0")
    return digits if len(digits) >= FEWEST_DIGITS else ""


def _written(text: str) -> str:
    parts = unicodedata.normalize("NFC", text).split()
    return _BLANK.join("".join(map(_letter, part)) for part in parts)


def _letter(letter: str) -> str:
    """Give the ways in which a letter may be written."""
    if letter.isascii() and letter.isalnum():
        return letter
    cases = {letter, letter.lower(), letter.upper()}
    ways = {unicodedata.normalize(form, it) for it in cases for form in ("NFC", "NFD")}
    ways |= {"’", "&rsquo;", "&#39;"} if letter == "'" else {"'"} if letter == "’" else set()
    ways |= {quote(it, safe="") for it in ways} | {html.escape(it) for it in ways}
    ways |= {f"\\{letter}"} if letter.isascii() else set()
    return f"(?:{'|'.join(re.escape(it) for it in sorted(ways, key=len, reverse=True))})"


def coarse(mark: Mark) -> str:
    """Give a pattern for LIKE that is in every row in which the mark may be found.

    It holds letters and digits of ASCII alone, which look alike however a text is escaped.
    """
    if national := _national(mark):
        return f"%{'%'.join(national)}%"
    runs = re.findall(r"[A-Za-z0-9]+", mark.text)
    return f"%{max(runs, key=len)}%" if runs else "%"


def found_in(text: str, marks: Iterable[Mark]) -> dict[Mark, str]:
    """Give the marks that are in a text, each with the words around it."""
    composed = unicodedata.normalize("NFC", text)
    told = {}
    for mark in marks:
        if it := pattern(mark).search(composed):
            told[mark] = composed[max(it.start() - 30, 0) : it.end() + 30]
    return told


def without(text: str, marks: Iterable[Mark], instead: str) -> str:
    """Take the marks out of a text; ``instead`` says that something was there."""
    composed = unicodedata.normalize("NFC", text)
    for mark in marks:
        composed = pattern(mark).sub(lambda _: instead, composed)
    return composed
