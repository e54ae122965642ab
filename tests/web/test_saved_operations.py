"""The saved operations: how their files are read. That each of them works is tested elsewhere."""

from pathlib import Path

import pytest

from web.pages.saved_operations import SavedOperation, saved_operation, saved_operations

SAID = """# grupp: Möten
# titel: Skapa ett möte
# ordning: 10
#
# Ett utkast, som ingen annan ser.
#   Publicera det sedan.

mutation SkapaMote {
  # en kommentar
  __typename
}
"""


def test_a_file_says_what_it_is_for_and_what_it_asks(tmp_path: Path) -> None:
    path = tmp_path / "skapa-mote.graphql"
    path.write_text(SAID, "utf-8")
    path.with_suffix(".json").write_text('{"id": "x"}', "utf-8")

    assert saved_operation(path, 2027) == SavedOperation(
        name="skapa-mote",
        group="Möten",
        title="Skapa ett möte",
        place=10,
        about="Ett utkast, som ingen annan ser.\n  Publicera det sedan.",
        operation="mutation SkapaMote {\n  # en kommentar\n  __typename\n}\n",
        variables={"id": "x"},
    )


def test_the_year_to_come_is_that_of_the_reader(tmp_path: Path) -> None:
    path = tmp_path / "a.graphql"
    path.write_text(
        '# grupp: A\n# titel: B\n# ordning: 1\n{ a(at: "«nästa år»-01-01") }\n', "utf-8"
    )
    path.with_suffix(".json").write_text('{"a": "«nästa år»", "b": "«nästa år»-03-18"}', "utf-8")

    found = saved_operation(path, 2027)

    assert found.operation == '{ a(at: "2027-01-01") }\n'
    assert found.variables == {"a": 2027, "b": "2027-03-18"}


def test_variables_may_be_left_out(tmp_path: Path) -> None:
    path = tmp_path / "a.graphql"
    path.write_text("# grupp: A\n# titel: B\n# ordning: 1\n{ __typename }\n", "utf-8")

    found = saved_operation(path, 2027)

    assert (found.about, found.operation, found.variables) == ("", "{ __typename }\n", {})


@pytest.mark.parametrize("line", ["# grupp: Möten", "# titel: Skapa ett möte", "# ordning: 10"])
def test_a_file_that_does_not_say_all_is_refused(tmp_path: Path, line: str) -> None:
    path = tmp_path / "a.graphql"
    path.write_text(SAID.replace(f"{line}\n", ""), "utf-8")

    with pytest.raises(ValueError, match=r"a\.graphql must begin with grupp, titel and ordning"):
        saved_operation(path, 2027)


def test_groups_stay_together_in_the_order_of_their_first() -> None:
    found = saved_operations(2027)

    groups = list(dict.fromkeys(it.group for it in found))
    first = [min(it.place for it in found if it.group == group) for group in groups]
    assert first == sorted(first)
    assert [it.group for it in found] == [
        it.group for name in groups for it in found if it.group == name
    ]
    assert found != ()
