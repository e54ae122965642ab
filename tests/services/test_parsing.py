"""Lines that are none, and files that were cut off or changed, are told by the numbers of lines."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import orjson
import pytest

from services.transfer.moving import encoded
from services.transfer.parsing import LONGEST_LINE, MOST_TOLD
from tests.factories import NOW
from tests.services.moves import faults_of, rows_of, sealed, sealed_lines

Edit = Callable[[list[bytes]], list[bytes]]

LINES: dict[str, tuple[Edit, str]] = {
    "no JSON": (
        lambda it: [*it[:3], b'{"entry":{]}\n', *it[3:]],
        "Line 5: Invalid JSON: key must be a string at line 1 column 11.",
    ),
    "no UTF-8": (lambda it: [it[0].replace(b"contact", b"cont\xe4ct"), *it[1:]], "Line 2: Invalid"),
    "an unknown table": (
        lambda it: [*it, b'{"account":{}}\n'],
        "The file has content that this version does not know: account.",
    ),
    "a line twice": (lambda it: [it[0], *it], "Line 3: it is out of order, or there twice."),
    "lines out of order": (
        lambda it: [it[1], it[0], *it[2:]],
        "Line 3: it is out of order, or there twice.",
    ),
    "blanks": (
        lambda it: [it[0].replace(b'"kind":', b'"kind": '), *it[1:]],
        "Line 2: it is not written as an export writes it (names sorted, no blanks).",
    ),
    "a name twice": (
        lambda it: [it[0].replace(b'"kind":', b'"kind":"page","kind":'), *it[1:]],
        "Line 2: it is not written as an export writes it (names sorted, no blanks).",
    ),
    "an entry that is not there": (lambda it: it[1:], "Line 4: contact.entry_id: "),
    "too deep": (
        lambda it: [*it[:-1], it[-1].replace(b'"detail":{', b'"detail":{"a":' + b"[" * 9_999)],
        "Line 13: Invalid JSON: recursion limit exceeded at line 1 column ",
    ),
    "a line without end": (
        lambda it: [*it, b'{"event":"' + b"x" * (LONGEST_LINE + 1)],
        f"Line 14: it is longer than {LONGEST_LINE} bytes; the rest was not read.",
    ),
}


@pytest.mark.parametrize("case", LINES)
def test_lines_that_are_none_are_told_by_their_number(world: bytes, case: str) -> None:
    edit, message = LINES[case]

    told = faults_of(sealed_lines(edit(world.splitlines(keepends=True)[1:-1])))

    assert told[0].startswith(message)


CUT: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "nothing": (lambda _: b"", "This is no file that was exported from Knutpunkt"),
    "something else": (
        lambda _: b"PK\x03\x04",
        "This is no file that was exported from Knutpunkt",
    ),
    "another's header": (
        lambda it: it.replace(b'"knutpunkt"', b'"wordpress"'),
        "This is no file that was exported from Knutpunkt",
    ),
    "a later form": (
        lambda it: it.replace(b'"form":1', b'"form":2'),
        "The file has form 2; this version reads form 1.",
    ),
    "cut between lines": (
        lambda it: b"".join(it.splitlines(keepends=True)[:6]),
        "Line 6: the file was cut off after it: there is no end.",
    ),
    "cut within the last line": (lambda it: it[:-5], "Line 14: Invalid JSON: EOF"),
    "a line fewer": (
        lambda it: b"".join(it.splitlines(keepends=True)[:-2] + it.splitlines(keepends=True)[-1:]),
        "Line 13: lines are missing before it, or there are too many.",
    ),
    "one letter changed": (
        lambda it: it.replace(b'"Lena"', b'"Lisa"'),
        "Line 14: the file was changed after it was exported: its digest is another.",
    ),
    "something after the end": (
        lambda it: it + b"\n",
        "Line 15: nothing may come after the end.",
    ),
}


@pytest.mark.parametrize("case", CUT)
def test_a_file_that_was_cut_off_or_changed_is_noticed(world: bytes, case: str) -> None:
    edit, message = CUT[case]

    told = faults_of(edit(world))

    assert told[0].startswith(message)


def test_all_that_is_wrong_is_told_at_once_up_to_a_bound(world: bytes) -> None:
    rows = rows_of(world)
    wrong = [(name, it | ({"note": 1} if name != "entry" else {})) for name, it in rows]
    many = [("entry", {**rows[0][1], "id": str(UUID(int=at)), "kind": "x"}) for at in range(1, 41)]

    few = faults_of(sealed(wrong))
    told = faults_of(sealed([*many, *rows]))

    assert [it.partition(":")[0] for it in few] == [f"Line {it}" for it in range(5, 14)]
    assert len(told) == MOST_TOLD + 1
    assert told[-1] == "20 more faults are not told."


def test_a_line_is_written_in_one_way_alone() -> None:
    values = {"b": 'å\u2028"', "a": {"d": 1, "c": NOW + timedelta(microseconds=5)}}

    line = encoded("x", values)

    assert line == (
        '{"x":{"a":{"c":"2026-09-01T08:00:00.000005+00:00","d":1},"b":"å\u2028\\""}}\n'.encode()
    )
    assert orjson.loads(line)["x"]["b"] == values["b"]
