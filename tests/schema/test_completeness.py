"""To add a content type takes a few steps. Whatever was forgotten is named here, in a sentence."""

import inspect
from collections.abc import Iterable, Iterator
from enum import Enum
from typing import Any

from graphql import (
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    get_named_type,
    is_specified_directive,
    is_specified_scalar_type,
)
from strawberry.types import get_object_definition
from tortoise.fields.data import CharEnumFieldInstance

import models
from models.content import Content, Link, version_constraints
from models.indexes import link_indexes, version_indexes
from models.nouns import NOUNS as KEPT
from resolvers.filtering import source_of
from resolvers.sources import Stored
from schema import PRINTED, built, printed
from schema.nouns import NOUNS
from services.compiler.values import LOCALE, Column
from services.database.migrating import differences
from tests import factories
from tests.oracle.nouns import TABLES
from tests.oracle.saying import SAYING
from tests.schema.planting import LINKS, MODELS

KINDS = [it for it in vars(models).values() if isinstance(it, type) and issubclass(it, Content)]
BETWEEN = [it for it in vars(models).values() if isinstance(it, type) and issubclass(it, Link)]


def many(camel: str) -> str:
    """Name the list of a kind: the plural of its name, where that has one."""
    return f"all{camel[0].upper()}{camel[1:]}" if camel.endswith("s") else f"{camel}s"


def snake(name: str) -> str:
    return "".join(f"_{it.lower()}" if it.isupper() else it for it in name).lstrip("_")


def test_every_kind_of_content_has_all_that_belongs_to_it() -> None:
    nouns = {it.__name__ for it in NOUNS}
    query = built().query_type
    assert query is not None
    factory = {name for name, _ in inspect.getmembers(factories, inspect.iscoroutinefunction)}

    missing = []
    for kind in KINDS:
        name = kind.__name__
        one = snake(name)
        camel = name[0].lower() + name[1:]
        known = {
            f"{name} has no type in schema.NOUNS": name in nouns,
            f"Query has no field {camel}": camel in query.fields,
            f"Query has no field {many(camel)}": many(camel) in query.fields,
            f"{name} has no factory tests.factories.{one}": one in factory,
            f"{name} has no twin in tests.schema.planting": kind in MODELS,
            f"the oracle does not know {name}": TABLES.get(name) == kind._meta.db_table,
            f"the oracle's worlds have no {name}": kind in SAYING,
            f"{name} is no noun in models.nouns": kind in KEPT,
            f"{name} is not told by a type": kind in [it.kept.model for it in NOUNS],
        }
        missing += [sentence for sentence, true in known.items() if not true]

    assert not missing, "\n".join(missing)


def test_every_table_of_content_has_the_rules_of_versions() -> None:
    """The database itself keeps versions apart, and what visitors read on an index of its own."""
    missing = []
    for kind in KINDS:
        table = str(kind._meta.db_table)
        wanted = named([*version_constraints(table), *version_indexes(table, "id")])
        kept = named([*kind._meta.indexes, *kind._meta.constraints])
        missing += [f"{kind.__name__} lacks {name}" for name in sorted(wanted - kept)]

    assert not missing, "\n".join(missing)


def named(rules: Iterable[Any]) -> set[str]:
    """Name rules and indexes of tables."""
    return {it.name for it in rules}


def test_every_link_has_its_indexes() -> None:
    missing = []
    for link in BETWEEN:
        wanted = named(link_indexes(str(link._meta.db_table)))
        kept = named(link._meta.indexes)
        missing += [f"{link.__name__} lacks {name}" for name in sorted(wanted - kept)]

    assert not missing, "\n".join(missing)


def test_every_link_is_a_relation_of_its_source() -> None:
    declared = {it.link for kind in KINDS for it in kind.relations.values()}

    assert {it.__name__ for it in BETWEEN} == {it.__name__ for it in declared}


def test_every_relation_has_a_twin() -> None:
    assert sorted(it.__name__ for it in BETWEEN) == sorted(it.__name__ for it in LINKS)


def test_every_link_is_told_from_both_ends() -> None:
    told = {
        (type_.__name__, str(getattr(source, "tie", None)))
        for type_ in NOUNS
        for field in get_object_definition(type_, strict=True).fields
        if (source := field.metadata.get("source"))
    }

    silent = [
        f"{link.__name__} is told only from one end"
        for link in BETWEEN
        if len([it for _, it in told if f"{link!r}" in it]) != 2
    ]

    assert not silent, "\n".join(silent)


def test_enumerations_of_the_models_and_of_the_schema_have_the_same_members() -> None:
    kept = {
        it.enum_type.__name__: sorted(str(one.value) for one in it.enum_type)
        for kind in KINDS
        for it in kind._meta.fields_map.values()
        if isinstance(it, CharEnumFieldInstance)
    }

    told = {
        name: sorted(_word(it.value) for it in type_.values.values())
        for name, type_ in built().type_map.items()
        if isinstance(type_, GraphQLEnumType) and name in kept
    }

    assert told == kept


def _word(value: Any) -> str:
    return str(value.value if isinstance(value, Enum) else value)


def test_every_text_per_language_has_its_language_told() -> None:
    """A text that all languages have, such as the name of a holiday, is always in the first."""
    types = [it for it in built().type_map.values() if isinstance(it, GraphQLObjectType)]

    silent = [
        f"the language of {type_.name}.{name} is not told"
        for type_ in types
        for name, field in type_.fields.items()
        if _is_localised(field) and "locale" not in type_.fields and name not in _spoken(type_)
    ]

    assert silent == ["the language of Holiday.name is not told"]


def _is_localised(field: GraphQLField) -> bool:
    match source_of(field):
        case Stored(Column(path=path, locales=())):
            return LOCALE in path
    return False


def _spoken(type_: GraphQLObjectType) -> set[str]:
    """Name the texts of a type whose language it tells."""
    if "locales" not in type_.fields:
        return set()
    told = get_named_type(type_.fields["locales"].type)
    assert isinstance(told, GraphQLObjectType)
    return set(told.fields)


def test_everything_in_the_schema_is_described() -> None:
    silent = [name for name, description in described() if not (description or "").strip()]

    assert silent == []


def described() -> Iterator[tuple[str, str | None]]:
    """Name everything that can have a description, with what it has."""
    schema = built()
    for name, type_ in schema.type_map.items():
        if name.startswith("__") or is_specified_scalar_type(type_):
            continue
        yield name, type_.description
        if isinstance(type_, GraphQLObjectType | GraphQLInterfaceType):
            for field, told in type_.fields.items():
                yield f"{name}.{field}", told.description
                for argument, of in told.args.items():
                    yield f"{name}.{field}({argument}:)", of.description
        elif isinstance(type_, GraphQLInputObjectType):
            yield from ((f"{name}.{it}", of.description) for it, of in type_.fields.items())
        elif isinstance(type_, GraphQLEnumType):
            yield from ((f"{name}.{it}", of.description) for it, of in type_.values.items())
    for directive in schema.directives:
        if not is_specified_directive(directive):
            yield f"@{directive.name}", directive.description
            for argument, of in directive.args.items():
                yield f"@{directive.name}({argument}:)", of.description


def test_what_is_described_is_more_than_a_handful() -> None:
    """The test above must not pass because it finds nothing."""
    assert len(list(described())) > 500


def test_the_printed_schema_is_that_of_the_types() -> None:
    assert PRINTED.read_text("utf-8") == printed(), "run `python commands.py schema --write`"


async def test_no_migration_is_pending() -> None:
    found = await differences()

    assert found == [], "the models have changed: run `python commands.py makemigration`"
