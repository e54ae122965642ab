"""What is said of the saved operations: each explains itself to somebody who never saw GraphQL."""

import json
import re
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import pytest
from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    OperationDefinitionNode,
    OperationType,
    build_schema,
    get_named_type,
    parse,
    type_from_ast,
)

from tests.explorer.telling import PASTED
from tests.web.javascript import Clients
from tests.web.websites import copied
from web.pages.saved_operations import FOLDER, SavedOperation, saved_operations

SAVED = saved_operations(2027)
SCHEMA = build_schema((FOLDER.parent.parent / "schema" / "schema.graphql").read_text("utf-8"))
TITLES = {it.title for it in SAVED}
NAMED = re.compile("”(?P<title>[^”]+)”")
WIDEST = 80
OWNERS = ("fokusområdets", "mötets", "nätverkets", "personens", "seriens", "sidans", "utgåvans")
each = pytest.mark.parametrize("saved", SAVED, ids=lambda it: it.name)


def test_groups_stand_together_and_places_and_titles_are_their_own() -> None:
    groups = [name for name, _ in groupby(sorted(SAVED, key=place), key=lambda it: it.group)]

    assert len(set(groups)) == len(groups)
    assert len({it.place for it in SAVED}) == len(TITLES) == len(SAVED)


def test_every_file_of_variables_belongs_to_an_operation() -> None:
    names = {path.stem for path in FOLDER.glob("*.json")}

    assert names == {it.name for it in SAVED} == {path.stem for path in FOLDER.glob("*.graphql")}


@each
def test_a_file_has_one_operation_of_its_own_name(saved: SavedOperation) -> None:
    name = definition(saved).name

    assert name is not None
    assert name.value == saved.name
    assert saved.name.isascii()


@each
def test_it_says_what_to_change_and_changes_say_how_to_undo_them(saved: SavedOperation) -> None:
    said = [it.partition(":")[0] for it in saved.about.split("\n\n")]

    assert said[0] not in {"Ändra", "Sedan", "Ångra"}
    assert said.count("Ändra") == 1
    assert said.count("Ångra") == (saved.name in undone())


def undone() -> set[str]:
    """Name the operations that change something, as a rehearsal or handing out data do not."""
    changing = {it.name for it in SAVED if definition(it).operation is OperationType.MUTATION}
    return changing - {"ExporteraPerson", "SeFoljden"}


@each
def test_what_it_refers_to_is_there(saved: SavedOperation) -> None:
    about = " ".join(saved.about.split())
    referred = {it["title"] for it in NAMED.finditer(about)} - {"nu"}

    assert referred - TITLES == set()
    assert saved.title not in referred


@each
def test_what_is_to_be_pasted_is_told_where_to_be_found(saved: SavedOperation) -> None:
    variables = json.dumps(saved.variables, ensure_ascii=False)
    wanted = {it["what"] for it in PASTED.finditer(variables)}

    assert wanted <= {f"{it} id" for it in OWNERS}
    assert not wanted or NAMED.search(saved.about.partition("Ändra:")[2])


@each
def test_its_variables_are_those_of_the_operation(saved: SavedOperation) -> None:
    taken = {it.variable.name.value for it in definition(saved).variable_definitions or ()}

    assert set(saved.variables) <= taken


@each
def test_a_change_tells_what_is_wrong(saved: SavedOperation) -> None:
    changing = definition(saved).operation is OperationType.MUTATION
    told = re.search(r"errors \{\s+message\s+path", saved.operation)

    assert bool(told) is changing


@each
def test_it_is_written_as_all_are(saved: SavedOperation) -> None:
    path = FOLDER / f"{saved.name}.graphql"
    lines = [line for it in (path, path.with_suffix(".json")) for line in lines_of(it)]

    assert list(badly_indented(lines)) == []
    assert [it for it in lines if len(it) > WIDEST or it != it.rstrip()] == []


def test_all_that_a_form_asks_for_has_a_swedish_name() -> None:
    words = json.loads((FOLDER.parent / "words.json").read_text("utf-8"))
    asked = [it for saved in SAVED for it in definition(saved).variable_definitions or ()]
    types = [get_named_type(type_from_ast(SCHEMA, it.type)) for it in asked]
    names = {it.variable.name.value for it in asked} - {"nyckel"}
    values: set[str] = set()
    for type_ in types:  # which grows while those inside are found
        if isinstance(type_, GraphQLInputObjectType):
            names |= set(type_.fields)
            types += [get_named_type(it.type) for it in type_.fields.values()]
        if isinstance(type_, GraphQLEnumType):
            values |= set(type_.values)

    assert (set(words["names"]), set(words["values"])) == (names, values)


def test_graphql_eslint_finds_nothing(
    clients: Clients, tmp_path_factory: pytest.TempPathFactory
) -> None:
    website = copied(tmp_path_factory.mktemp("operations"), clients)
    (website.folder / "saved").mkdir()
    for it in SAVED:
        (website.folder / "saved" / f"{it.name}.graphql").write_text(it.operation, "utf-8")

    assert website.script("lint_operations.mjs", "saved/*.graphql") == []


def place(saved: SavedOperation) -> int:
    return saved.place


def lines_of(path: Path) -> list[str]:
    """Split a file into its lines, of which the last one ends as well."""
    text = path.read_text("utf-8")
    assert text.endswith("\n")
    return text.removesuffix("\n").split("\n")


def badly_indented(lines: list[str]) -> Iterator[str]:
    """Give the lines that are not as far in as the brackets around them say."""
    depth = 0
    for line in lines:
        code = re.sub(r'"[^"]*"|#.*', "", line)
        begins = code[: len(code) - len(code.lstrip(" )]}"))]
        if len(line) - len(line.lstrip()) != 2 * (depth - brackets(")]}", begins)):
            yield line
        depth += brackets("([{", code) - brackets(")]}", code)


def brackets(which: str, text: str) -> int:
    return sum(text.count(it) for it in which)


def definition(saved: SavedOperation) -> OperationDefinitionNode:
    """Read the one operation of a file."""
    [found] = parse(saved.operation).definitions
    assert isinstance(found, OperationDefinitionNode)
    return found
