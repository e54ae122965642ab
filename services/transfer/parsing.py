"""The lines of a file, read one after the other: each by itself, and in their order.

The rule: whatever is wrong is told with the number of its line, as much of it as people read; no
line is longer than there is room for, and a file that was cut off or changed is noticed.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from pydantic import BaseModel, ValidationError

from services.errors import Fault, Refused
from services.transfer.forms import End, Header, forms
from services.transfer.moments import with_moments
from services.transfer.moving import FORM, FORMAT, TABLES, Table, encoded

LONGEST_LINE = 16_000_000
"""Bytes; the longest version that editors can save takes less."""

MOST_TOLD = 20
"""How much of what is wrong is told; the rest is counted."""

_NAME = re.compile(rb'\{"([a-z_]{1,40})":')
_RANKS = {table.name: rank for rank, table in enumerate(TABLES)}


@dataclass(slots=True)
class Wrong:
    """What is wrong with a file, by line."""

    number: int = 0
    told: list[Fault] = field(default_factory=list)

    def add(self, line: int | None, message: str, code: str = "BAD_LINE") -> None:
        """Tell of a fault, or count it if enough is told; without a line it is the whole file's."""
        self.number += 1
        if self.number <= MOST_TOLD:
            where = f"Line {line}: {message}" if line else message
            self.told.append(Fault(code, where, (str(line),) if line else ()))

    def refuse(self, advice: str = "") -> None:
        """Refuse the file if anything is wrong with it."""
        if self.number:
            more = self.number - len(self.told)
            said = [f"{more} more faults are not told."] if more else []
            said += [advice] if advice else []
            raise Refused(*self.told, *(Fault("BAD_FILE", it) for it in said))


@dataclass(frozen=True, slots=True)
class Line:
    """A row as a file has it: where, its place in the order, its values, and its line in full."""

    number: int
    table: Table
    place: tuple[Any, ...]
    values: dict[str, Any]
    line: bytes


@dataclass(slots=True)
class _Course:
    """How far a file has been read."""

    header: Header
    digest: Any
    rows: Counter[str] = field(default_factory=Counter)
    place: tuple[Any, ...] = (-1,)
    ended: bool = False


def header_of(file: BinaryIO) -> Header:
    """Read the first line, and go back to it. Raises ``Refused`` if it is no header of ours."""
    file.seek(0)
    first = file.readline(LONGEST_LINE)
    file.seek(0)
    header = _read(1, first, "header", Wrong())
    if not isinstance(header, Header) or header.format != FORMAT:
        raise _refused("This is no file that was exported from Knutpunkt: it has no header.")
    if header.form != FORM:
        raise _refused(f"The file has form {header.form}; this version reads form {FORM}.")
    if unknown := sorted(header.rows.keys() - _RANKS.keys()):
        raise _refused(f"The file has content that this version does not know: {unknown[0]}.")
    return header


def _refused(message: str) -> Refused:
    return Refused(Fault("BAD_FILE", message))


def parsed(file: BinaryIO, wrong: Wrong) -> Iterator[Line]:
    """Read the rows of a file from its beginning. Raises what ``header_of`` does."""
    course = _Course(header_of(file), hashlib.sha256())
    number = 0
    while line := file.readline(LONGEST_LINE):
        number += 1
        if course.ended:
            wrong.add(number, "nothing may come after the end.")
            return
        if len(line) == LONGEST_LINE and not line.endswith(b"\n"):
            wrong.add(number, f"it is longer than {LONGEST_LINE} bytes; the rest was not read.")
            return
        if row := _row(number, line, course, wrong):
            yield row
    if not course.ended:
        wrong.add(number, "the file was cut off after it: there is no end.")


def _row(number: int, line: bytes, course: _Course, wrong: Wrong) -> Line | None:
    """Read a line; give what row it has, if it is that of a row and can be read."""
    name = found[1].decode() if (found := _NAME.match(line)) else ""
    if name == "end":
        _end(number, line, course, wrong)
        return None
    course.digest.update(line)
    if number == 1:
        return None
    if name not in _RANKS:
        wrong.add(number, "it must be an object with one name, that of a kind of content.")
        return None
    course.rows[name] += 1
    form = _read(number, line, name, wrong)
    if form is None:
        return None
    row = _placed(number, TABLES[_RANKS[name]], form)
    if row.place <= course.place:
        wrong.add(number, "it is out of order, or there twice.")
        return None
    course.place = row.place
    return row


def _read(number: int, line: bytes, name: str, wrong: Wrong) -> BaseModel | None:
    """Read what a line says, if writing that gives the line again."""
    try:
        form: BaseModel = getattr(forms()[name].model_validate_json(line), name)
    except ValidationError as error:
        for it in error.errors(include_url=False, include_context=False, include_input=False):
            where = ".".join(map(str, it["loc"]))
            wrong.add(number, f"{where}: {it['msg']}." if where else f"{it['msg']}.")
        return None
    if encoded(name, form.model_dump(exclude_unset=True)) != line:
        wrong.add(number, "it is not written as an export writes it (names sorted, no blanks).")
        return None
    return form


def _placed(number: int, table: Table, form: BaseModel) -> Line:
    values = form.model_dump()
    if table.noun and table.noun.zoned:
        values = with_moments(values)
    place = (_RANKS[table.name], *(values[it] for it in table.key))
    return Line(number, table, place, values, encoded(table.name, values))


def _end(number: int, line: bytes, course: _Course, wrong: Wrong) -> None:
    """Compare the end with what came before it."""
    course.ended = True
    form = _read(number, line, "end", wrong)
    if not isinstance(form, End):
        return
    if Counter(course.header.rows) != course.rows or form.rows != course.rows.total():
        wrong.add(number, "lines are missing before it, or there are too many.")
    elif form.sha256 != course.digest.hexdigest():
        wrong.add(number, "the file was changed after it was exported: its digest is another.")
