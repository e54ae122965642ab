"""What the documentation points at is there: links, their anchors, and the files that it names."""

import re
from pathlib import Path

import pytest

from tests.docs.reading import HOUSE

DOCUMENTS = sorted(
    path.relative_to(HOUSE).as_posix()
    for path in [
        *HOUSE.glob("*.md"),
        *(HOUSE / "docs").rglob("*.md"),
        *(HOUSE / "examples").glob("*/*.md"),
    ]
)

MADE = {"explorer/built/", "models/guide.py", "schema/guide.py"}
"""Files that a document tells its reader to make, and what is built of the sources."""

_FENCED = re.compile(r"^```.*?^```$", re.DOTALL | re.MULTILINE)
_LINK = re.compile(r"\]\((?P<target>[^)\s]+)\)")
_NAMED = re.compile(r"`(?P<path>[\w./-]+/[\w./-]*)`")
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


@pytest.mark.parametrize("document", DOCUMENTS)
def test_links_lead_somewhere(document: str) -> None:
    here = HOUSE / document
    lost = [
        target
        for target in _LINK.findall(_FENCED.sub("", here.read_text("utf-8")))
        if not target.startswith("https://") and not _leads(here, target)
    ]

    assert lost == []


@pytest.mark.parametrize("document", DOCUMENTS)
def test_files_that_are_named_exist(document: str) -> None:
    """Whatever begins with one of our folders is a path; a place in angle brackets is not."""
    ours = {path.name for path in HOUSE.iterdir() if path.is_dir()}
    named = _NAMED.findall(_FENCED.sub("", (HOUSE / document).read_text("utf-8")))
    lost = [
        path
        for path in named
        if path.partition("/")[0] in ours and path not in MADE and not (HOUSE / path).exists()
    ]

    assert lost == []


def _leads(here: Path, target: str) -> bool:
    path, _, anchor = target.partition("#")
    there = (here.parent / path).resolve() if path else here
    return there.exists() and (not anchor or anchor in _anchors(there))


def _anchors(document: Path) -> set[str]:
    """Name the headings as the usual renderers of Markdown do."""
    headings = _HEADING.findall(_FENCED.sub("", document.read_text("utf-8")))
    return {re.sub(r"[^\w -]", "", it.lower()).replace(" ", "-") for it in headings}
