"""What is kept is told: whatever a type tells otherwise, or a model keeps untold, is said here."""

from graphql import GraphQLObjectType, get_named_type

from schema import built
from tests.oracle.kinds import Has, Numbered, Pages, Picked, Whichever
from tests.oracle.nouns import ELSEWHERE, TYPES


def test_the_oracle_knows_every_field_of_content() -> None:
    """What is kept is told, by its name; what departs from that is said in one place."""
    types = {
        name: type_
        for name, type_ in built().type_map.items()
        if isinstance(type_, GraphQLObjectType) and name in TYPES
    }
    told = {
        (name, field, get_named_type(it.type).name)
        for name, type_ in types.items()
        for field, it in type_.fields.items()
        if field not in ELSEWHERE
    }
    scalars = {(name, field): type_ for name, field, type_ in told}
    known = {
        (name, field, _name(it, scalars.get((name, field), "")))
        for name, fields in TYPES.items()
        for field, it in fields.items()
    }

    aside = "tests/oracle/nouns.py says what departs from that"
    unknown = [f"{it[0]}.{it[1]} is told ({it[2]}), and not kept; {aside}" for it in told - known]
    silent = [f"{it[0]}.{it[1]} is kept, and not told so; {aside}" for it in known - told]
    assert not unknown + silent, "\n".join(sorted(unknown + silent))


def _name(field: object, scalar: str) -> str:
    if isinstance(field, Pages | Numbered):
        return f"{field.name}Connection"
    if isinstance(field, Whichever):
        return "Content"
    return field.name if isinstance(field, Has | Picked) else scalar
