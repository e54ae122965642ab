"""The editors' guide speaks of the operations that are there, of all of them, and in pictures."""

import re

from tests.docs.reading import HOUSE
from web.pages.saved_operations import saved_operations

GUIDE = "docs/redaktor.md"
PICTURES = HOUSE / "docs" / "pictures"
HEAVIEST = 150 * 1024
"""How many bytes of a picture a reader may have to wait for."""

_NAMED = re.compile("”(?P<title>[^”]+)”")
_SHOWN = re.compile(r"!\[(?P<said>[^\]]*)\]\(pictures/(?P<name>[\w-]+\.png)\)")


def test_all_saved_operations_are_named_and_no_others() -> None:
    named = {
        it["title"] for it in _NAMED.finditer(" ".join((HOUSE / GUIDE).read_text("utf-8").split()))
    }

    assert named == {it.title for it in saved_operations(2027)}


def test_its_pictures_are_told_to_those_who_cannot_see_them() -> None:
    shown = pictures_of(GUIDE)

    assert shown
    assert [name for name, said in shown if len(said.split()) < 4] == []


def test_pictures_are_light() -> None:
    heavy = {it.name: it.stat().st_size for it in PICTURES.iterdir()}

    assert {name: size for name, size in heavy.items() if size > HEAVIEST} == {}


def pictures_of(document: str) -> list[tuple[str, str]]:
    """Tell which pictures a document shows, and what it says of each."""
    text = (HOUSE / document).read_text("utf-8")
    return [(it["name"], it["said"]) for it in _SHOWN.finditer(text)]
