"""To add a content type takes a few steps. Whatever was forgotten is said here: what, and where."""

import importlib
import pkgutil
import re
from collections.abc import Iterable, Iterator
from typing import Any

from strawberry.types import get_object_definition
from tortoise.models import Model

import models
from models.content import Content, Link, version_constraints
from models.fields import SortKey
from models.indexes import link_indexes, version_indexes
from models.nouns import BY_KIND
from models.nouns import NOUNS as KEPT
from schema import built
from schema.nouns import NOUNS
from tests.nouns import LINKS, camel, kind_of, many

KINDS = [it for it in vars(models).values() if isinstance(it, type) and issubclass(it, Content)]
BETWEEN = [it for it in vars(models).values() if isinstance(it, type) and issubclass(it, Link)]


def said(sentences: Iterable[str]) -> str:
    """Say all that is missing, a sentence a line."""
    return "\n".join(sorted(set(sentences)))


def test_every_table_is_in_the_index_of_tables() -> None:
    forgotten = [
        f"models/__init__.py does not import {table.__name__} from {table.__module__}"
        for table in tables()
        if not hasattr(models, table.__name__)
    ]

    assert not forgotten, said(forgotten)


def tables() -> Iterator[type[Model]]:
    """Give every table that a file in ``models/`` describes, imported by the index or not."""
    for found in pkgutil.iter_modules(models.__path__, "models."):
        if not found.ispkg:
            module = importlib.import_module(found.name)
            for it in vars(module).values():
                if isinstance(it, type) and issubclass(it, Model) and it.__module__ == found.name:
                    yield from () if it._meta.abstract else (it,)


def test_every_kind_of_content_is_a_noun() -> None:
    forgotten = [
        f"models/nouns.py does not name {kind.__name__} in NOUNS, behind all that it leads to"
        for kind in KINDS
        if kind not in KEPT
    ]

    assert not forgotten, said(forgotten)


def test_every_noun_stands_behind_all_that_it_leads_to() -> None:
    forgotten = [
        f"models/nouns.py: {noun.__name__} belongs behind {BY_KIND[kind].__name__}"
        for at, noun in enumerate(KEPT)
        for kind in leads_to(noun)
        if BY_KIND[kind] not in KEPT[: at + 1]
    ]

    assert not forgotten, said(forgotten)


def leads_to(noun: type[Content]) -> list[str]:
    """Name the kinds of content that a noun leads to."""
    return [*(it.target for it in noun.relations.values()), *noun.references.values()]


def test_every_noun_is_told_by_a_type_of_its_name() -> None:
    told = {it.__name__: it.kept.model for it in NOUNS}

    forgotten = [
        f"schema/nouns.py does not name a type {noun.__name__} in NOUNS, kept in the model"
        for noun in KEPT
        if told.get(noun.__name__) is not noun
    ]

    assert not forgotten, said(forgotten)


def test_every_noun_can_be_asked_for() -> None:
    query = built().query_type
    assert query is not None

    forgotten = [
        f"schema/query.py has no {name} for {kind}"
        for kind in BY_KIND
        for name in (camel(kind), many(kind))
        if name not in query.fields
    ]

    assert not forgotten, said(forgotten)


def test_whatever_names_an_entry_says_of_which_kind() -> None:
    forgotten = [
        f"{noun.__name__}.{name} names an entry: say of which kind in references"
        for noun in KEPT
        for name in entries_named(noun)
        if noun.references.get(name) not in BY_KIND
    ]

    assert not forgotten, said(forgotten)


def entries_named(noun: type[Content]) -> list[str]:
    """Name the columns that hold an entry, but for the version's own."""
    return [f"{name}_id" for name in sorted(noun._meta.fk_fields) if name != "entry"]


def test_every_link_is_a_relation_of_its_source() -> None:
    forgotten = [
        f"{link.__name__} is in no model's relations: name it in those of its source"
        for link in BETWEEN
        if link not in LINKS
    ]

    assert not forgotten, said(forgotten)


def test_every_relation_leads_to_a_noun() -> None:
    forgotten = [
        f"{noun.__name__}.relations leads to {to.target}, which is no table of content"
        for noun in KEPT
        for to in noun.relations.values()
        if to.target not in BY_KIND
    ]

    assert not forgotten, said(forgotten)


def test_every_link_is_told_from_both_ends() -> None:
    told = {
        (type_.__name__, str(getattr(source, "tie", None)))
        for type_ in NOUNS
        for field in get_object_definition(type_, strict=True).fields
        if (source := field.metadata.get("source"))
    }

    forgotten = [
        f"{link.__name__} is told from one end: `linked` where it starts, `linking` at the other"
        for link in BETWEEN
        if len([it for _, it in told if f"{link!r}" in it]) != 2
    ]

    assert not forgotten, said(forgotten)


def test_places_in_swedish_order_are_computed() -> None:
    keys = [
        (noun, name, re.sub("_key(_[a-z]+)?$", "", name))
        for noun in KEPT
        for name, field in noun._meta.fields_map.items()
        if isinstance(field, SortKey)
    ]

    forgotten = [
        f"{noun.__name__}.{name} is computed: name it in computed"
        for noun, name, _ in keys
        if name not in noun.computed
    ]
    forgotten += [
        f"{noun.__name__}.{name} is of no text: it is called as that is, with _key or _key_sv"
        for noun, name, text in keys
        if text not in noun._meta.fields_map
    ]
    assert not forgotten, said(forgotten)


def test_what_is_listed_is_on_an_index() -> None:
    """Of what a type is listed by, and of what names an entry, for whoever lists from there."""
    orders = {it.kept.model: [step.column for step in it.kept.order] for it in NOUNS}
    listed = [
        (noun, f"{column.name}_sv" if column.per_locale else column.name)
        for noun, columns in orders.items()
        for column in columns[:1]
    ]
    named = [(noun, name) for noun in KEPT for name in entries_named(noun)]

    forgotten = [
        f"{noun.__name__} has no index that begins with {name}: give it one in Meta.indexes"
        for noun, name in [*listed, *named]
        if name not in {index.fields[0] for index in indexes(noun)}
    ]

    assert not forgotten, said(forgotten)
    forgotten = [
        f"{noun.__name__} is listed by {name}, which may be null: then it has no place"
        for noun, name in listed
        if noun._meta.fields_map[name].null
    ]

    assert not forgotten, said(forgotten)


def indexes(noun: type[Content]) -> list[Any]:
    return [*noun._meta.indexes]


def test_every_table_of_content_has_the_rules_of_versions() -> None:
    """The database itself keeps versions apart, and what visitors read on an index of its own."""
    missing = []
    for kind in KINDS:
        table = kind_of(kind)
        wanted = named([*version_constraints(table), *version_indexes(table, "id")])
        kept = named([*kind._meta.indexes, *kind._meta.constraints])
        missing += [
            f"{kind.__name__} lacks {name}: take version_indexes and version_constraints"
            for name in wanted - kept
        ]

    assert not missing, said(missing)


def named(rules: Iterable[Any]) -> set[str]:
    """Name rules and indexes of tables."""
    return {it.name for it in rules}


def test_every_link_has_its_indexes() -> None:
    forgotten = [
        f"{link.__name__} lacks {name}: take link_indexes"
        for link in BETWEEN
        for name in named(link_indexes(str(link._meta.db_table))) - named(link._meta.indexes)
    ]

    assert not forgotten, said(forgotten)


def test_every_link_has_the_columns_that_it_carries() -> None:
    """A list of what names something is then one range of one index."""
    forgotten = [
        f"{to.link.__name__} carries {own} as {carried}: {noun.__name__} or the link lacks it"
        for noun in KEPT
        for to in noun.relations.values()
        for own, carried in to.link.carries.items()
        if own not in noun._meta.fields_map or carried not in to.link._meta.fields_map
    ]

    assert not forgotten, said(forgotten)
