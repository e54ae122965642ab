"""The operations that editors need for their daily work, kept in ``explorer/operations``.

Each is a ``.graphql`` file and a ``.json`` of the same name with its variables, filled in as an
example. The file begins with comments: ``# grupp:``, ``# titel:``, ``# ordning:``, and then what
an editor should know of it. ``«nästa år»`` stands for the year to come, so that no example is of a
time that has passed.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

FOLDER: Final = Path(__file__).resolve().parent.parent.parent / "explorer" / "operations"

NEXT_YEAR: Final = "«nästa år»"

_HEAD = re.compile(
    r"# grupp: (?P<group>.+)\n"
    r"# titel: (?P<title>.+)\n"
    r"# ordning: (?P<place>\d+)\n"
    r"(?P<about>(?:#.*\n)*)"
    r"\s*(?P<operation>[^\s#](?:.|\n)*)"
)
_HASH = re.compile(r"^# ?", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class SavedOperation:
    """An operation, what it is for in Swedish, and its variables, filled in."""

    name: str
    group: str
    title: str
    place: int
    about: str
    operation: str
    variables: Mapping[str, Any]


def saved_operation(path: Path, next_year: int) -> SavedOperation:
    """Read a file and its variables; raises ``ValueError`` for one that does not say all."""
    found = _HEAD.fullmatch(_read(path, next_year))
    if found is None:
        raise ValueError(f"{path.name} must begin with grupp, titel and ordning, each in a comment")
    variables = path.with_suffix(".json")
    return SavedOperation(
        name=path.stem,
        group=found["group"].strip(),
        title=found["title"].strip(),
        place=int(found["place"]),
        about=_HASH.sub("", found["about"]).strip(),
        operation=found["operation"],
        variables=json.loads(_read(variables, next_year)) if variables.exists() else {},
    )


@cache
def saved_operations(next_year: int) -> tuple[SavedOperation, ...]:
    """Give all of them, group by group; a group stands where the first of it does."""
    found = [saved_operation(path, next_year) for path in FOLDER.glob("*.graphql")]
    found.sort(key=lambda it: it.place)
    groups = list(dict.fromkeys(it.group for it in found))
    return tuple(sorted(found, key=lambda it: groups.index(it.group)))


def _read(path: Path, next_year: int) -> str:
    """Read a text of this year; alone in quotation marks, the year to come is a number."""
    text = path.read_text("utf-8").replace(f'"{NEXT_YEAR}"', str(next_year))
    return text.replace(NEXT_YEAR, str(next_year))
