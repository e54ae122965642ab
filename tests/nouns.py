"""The nouns as tests go through them all: their links, and what the schema calls each."""

from models.content import Content, Link
from models.nouns import NOUNS

LINKS: tuple[type[Link], ...] = tuple(it.link for noun in NOUNS for it in noun.relations.values())
"""Every table of links, by the nouns that name others through them."""


def kind_of(noun: type[Content]) -> str:
    """Give a noun's kind, which is the name of its table."""
    return str(noun._meta.db_table)


def type_of(kind: str) -> str:
    """Name the type that tells of a kind, or of what a table holds."""
    return "".join(it.capitalize() for it in kind.split("_"))


def camel(name: str) -> str:
    """Write a name of Python's as GraphQL does."""
    head, *rest = name.split("_")
    return head + "".join(it.capitalize() for it in rest)


def plural(kind: str) -> str:
    """Name the list of what is of a kind, as a relation: what ends with an s is its own plural."""
    return camel(kind) if kind.endswith("s") else f"{camel(kind)}s"


def many(kind: str) -> str:
    """Name the list of all content of a kind, among the questions."""
    return f"all{type_of(kind)}" if kind.endswith("s") else plural(kind)
