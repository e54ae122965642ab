"""What a person is known by is found however it is written, and nobody else is taken for them."""

import html
import json
import unicodedata
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.contact import Contact
from services.content.slugs import slug_of
from services.privacy.marks import Mark, MarkKind, coarse, found_in, marks_of, without

WORD = st.text("abcdefghijklmnopqrstuvwxyzåäöéüABCDEFÅÄÖ'%\"&-", min_size=1, max_size=12).filter(
    lambda it: it[0].isalnum() and it[-1].isalnum()
)
NAME = st.lists(WORD, min_size=2, max_size=3).map(" ".join)


def like(pattern: str, text: str) -> bool:
    """Tell whether LIKE finds a pattern without ``_``."""
    at = 0
    for part in pattern.lower().split("%"):
        at = text.lower().find(part, at)
        if at < 0:
            return False
        at += len(part)
    return True


@given(NAME)
def test_a_name_is_found_however_it_is_written(name: str) -> None:
    mark = Mark(MarkKind.NAME, name)
    written = [
        name,
        name.upper(),
        name.lower(),
        name.replace(" ", "\n  "),
        unicodedata.normalize("NFD", name),
        html.escape(name),
        quote(name),
        name.replace("-", "\\-"),
        name.replace("'", "’"),
    ]

    for text in written:
        whole = f"Fråga {text}s kollega, eller ({text})."
        assert list(found_in(whole, [mark])) == [mark], text
        assert like(coarse(mark), whole)
        assert like(coarse(mark), json.dumps(whole))
        assert without(whole, [mark], "–") == "Fråga –s kollega, eller (–)."


@pytest.mark.parametrize(
    ("kind", "text", "said", "found"),
    [
        (MarkKind.NAME, "Bo Ek", "Robo Eken", False),
        (MarkKind.NAME, "Bo Ek", "Bo Eks nätverk", True),
        (MarkKind.NAME, "Bo Ek", "_Bo Ek_", True),
        (MarkKind.NAME, "Åsa Ek", "Asa Ek", False),
        (MarkKind.NAME, "Bo Ek", "till%20Bo%20Ek", True),
        (MarkKind.EMAIL, "bo@x.se", "mailto:bo@x.se", True),
        (MarkKind.EMAIL, "bo@x.se", "Skriv till BO@X.SE.", True),
        (MarkKind.EMAIL, "bo@x.se", "bo%40x.se", True),
        (MarkKind.EMAIL, "bo@x.se", "robo@x.se", False),
        (MarkKind.EMAIL, "bo@x.se", "al.bo@x.se", False),
        (MarkKind.EMAIL, "bo@x.se", "bo@x.search", False),
        (MarkKind.EMAIL, "bo@x.se", "bo@x.se.example", False),
        (MarkKind.PHONE, "0380-55 51 00", "+46 (0)380 555100", True),
        (MarkKind.PHONE, "0380-55 51 00", "tel:+46380555100", True),
        (MarkKind.PHONE, "+46 380 55 51 00", "0380/55 51 00", True),
        (MarkKind.PHONE, "+46 (0)380 55 51 00", "0380/55 51 00", True),
        (MarkKind.PHONE, "0380-55 51 00", "10380555100", False),
        (MarkKind.PHONE, "0380-55 51 00", "0380-55 51 001", False),
        (MarkKind.PHONE, "5100", "ankn. 5100", True),
        (MarkKind.PHONE, "5100", "55100", False),
        (MarkKind.ADDRESS, "bo-ek", "/kontakter/bo-ek?x", True),
        (MarkKind.ADDRESS, "bo-ek", "/kontakter/robo-ek", False),
    ],
)
def test_nobody_else_is_taken_for_them(kind: MarkKind, text: str, said: str, found: bool) -> None:
    mark = Mark(kind, text)

    assert bool(found_in(said, [mark])) is found
    assert like(coarse(mark), said) or not found


def test_an_address_is_a_mark_if_it_says_the_name() -> None:
    rows = [
        Contact(name="Åsa Ek", slug="asa-ek-2", email="a@x.se"),
        Contact(name="Åsa Berg", slug="kontakt", mobile="070-123 45 67"),
    ]

    assert {(it.kind, it.text) for it in marks_of(rows)} == {
        (MarkKind.NAME, "Åsa Ek"),
        (MarkKind.NAME, "Åsa Berg"),
        (MarkKind.EMAIL, "a@x.se"),
        (MarkKind.PHONE, "070-123 45 67"),
        (MarkKind.ADDRESS, "asa-ek-2"),
    }
    assert slug_of("Åsa Ek") == "asa-ek"
