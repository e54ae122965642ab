"""Changes that a program makes up of the schema, to be sent by anybody, in any order.

The rule: what the schema says less of than is true has a type of its own here, so that a good part
of what is made up can be done, and all of the rest is refused in words.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, Final

from graphql import (
    REMOVE,
    FieldDefinitionNode,
    FieldNode,
    GraphQLSchema,
    InputObjectTypeDefinitionNode,
    InputValueDefinitionNode,
    InterfaceTypeDefinitionNode,
    NamedTypeNode,
    ObjectTypeDefinitionNode,
    OperationDefinitionNode,
    SelectionSetNode,
    ValueNode,
    Visitor,
    build_ast_schema,
    parse,
    parse_type,
    print_ast,
    visit,
)
from hypothesis import strategies as st
from hypothesis_graphql import mutations, nodes

from schema.nouns import NOUNS
from tests.web.generating import SCHEMA

ELSEWHERE: Final = {"signIn", "signOut"}
"""What changes nothing of content, and takes the processor's time."""

TOLD: Final = {"outlook", "erasure", "steps", "problems", "named", "mentioned"}
"""Objects that are asked for beside content; whatever else has fields of its own is left out."""

SCALARS: Final = {"Boolean", "Int", "Float", "Known", "Words", "Email"}
"""Those that the schema does not declare, or that have another name here."""

FAULTS: Final = "{ faults: errors { code message path } }"
"""What is asked of every payload beside."""

CONTENT: Final = {"Content", *(it.__name__ for it in NOUNS)}

NARROW: Final = {
    "slug: String": "Slug",
    "path: String": "Path",
    "email: EmailAddress": "Email",
    "phone: String": "Phone",
    "mobile: String": "Phone",
    "code: String": "Code",
    "year: Int": "Year",
    "position: Int": "Place",
    "version: Int": "Number",
    "expectedVersion: Int": "Number",
    "expectedVersions: [Int!]": "[Number!]",
    "idempotencyKey: String": "Key",
    "sv: String": "Words!",
    "sv: Markdown": "Markdown!",
    "contacts: [ID!]": "[KnownContact!]",
    "networks: [ID!]": "[KnownNetwork!]",
    "editions: [ID!]": "[KnownEdition!]",
    "focusAreas: [ID!]": "[KnownFocusArea!]",
    "members: [ID!]": "[KnownOrganisation!]",
    "organisation: ID": "KnownOrganisation",
    "replaceWith: ID": "KnownContact",
}
"""Inputs of which the schema says less than is true; whether they may be null stays as it is."""

SOON: Final = [datetime(year, 6, 1, tzinfo=UTC) for year in (2400, 2401, 1999)]
NOBODY: Final = "018f0000-0000-7000-8000-000000000000"

Ids = Mapping[str, Sequence[str]]
"""The ids of some content, by the name of its type."""


def changes(schema: GraphQLSchema, name: str, ids: Ids) -> st.SearchStrategy[Any]:
    """Make up changes of one field, about content of which these are the ids."""
    return mutations(schema, fields=[name], custom_scalars=dict(values(ids))).map(_with_faults)


def _with_faults(change: str) -> str:
    """Ask for what is wrong as well, whatever else was asked for."""
    [operation], [faults] = parse(change).definitions, parse(FAULTS).definitions
    assert isinstance(operation, OperationDefinitionNode)
    assert isinstance(faults, OperationDefinitionNode)
    return print_ast(replace(operation, selection_set=_added(operation.selection_set, faults)))


def _added(fields: SelectionSetNode, more: OperationDefinitionNode) -> SelectionSetNode:
    wider = []
    for field in fields.selections:
        assert isinstance(field, FieldNode)
        asked = field.selection_set.selections if field.selection_set else ()
        both = SelectionSetNode(selections=(*asked, *more.selection_set.selections))
        wider.append(replace(field, selection_set=both))
    return SelectionSetNode(selections=tuple(wider))


def values(ids: Ids) -> Mapping[str, st.SearchStrategy[ValueNode]]:
    """Make up values that are worth changing something with."""

    def texts(*some: str) -> st.SearchStrategy[ValueNode]:
        return st.sampled_from(some).map(nodes.String)

    def numbers(*some: int) -> st.SearchStrategy[ValueNode]:
        return st.sampled_from(some).map(nodes.Int)

    return {
        "Known": texts(*(it for some in ids.values() for it in some), NOBODY),
        **{f"Known{noun}": texts(*ids.get(noun, ()), NOBODY) for noun in CONTENT},
        "DateTime": texts(*(it.isoformat() for it in SOON)),
        "Date": texts("2027-03-18"),
        "LocalDateTime": texts("2027-03-18T09:00", "2027-03-18T11:00", "2027-03-28T02:30"),
        "TimeZone": texts("Europe/Stockholm", "Asia/Tokyo"),
        "Slug": texts("ett", "tva", "spraklust", "Inte så"),
        "Path": texts("/ett", "/natverk-for-bibliotekspersonal", "ett två"),
        "Email": texts("asa@example.org", "ingen"),
        "Phone": texts("036-10 00 00", "ring"),
        "Code": texts("0604", "å"),
        "Key": texts("k1", "k2", ""),
        "Year": numbers(2023, 2031, 99),
        "Place": numbers(1, 7, 0),
        "Number": numbers(1, 1, 2, 3),
        "URL": texts("https://example.org/a", "/kalendarium", "http://example.org", "hej"),
        "Markdown": texts("## Rubrik", "[Anmälan](https://example.org)", "[här](javascript:a)"),
        "Words": texts("Ett", "Två ord", "Tre", "Fyra", "Läs mer", "", "a\x00b", "å" * 1_200),
    }


def changing() -> GraphQLSchema:
    """Give the schema in which changes are made up."""
    kinds = " ".join(f"scalar {name}" for name in values({}) if f"scalar {name} " not in SCHEMA)
    return build_ast_schema(visit(parse(f"{SCHEMA} {kinds}"), _Narrowing()))


class _Narrowing(Visitor):
    """Narrow what changes say, and ask of their payloads what is told of the change itself."""

    noun = ""

    def enter_input_object_type_definition(
        self, node: InputObjectTypeDefinitionNode, *_: Any
    ) -> None:
        """Remember of which type the content is that is changed by such an input."""
        name = node.name.value.removeprefix("Update").removesuffix("Input")
        self.noun = "Contact" if name.endswith("Person") else name

    def leave_interface_type_definition(self, node: InterfaceTypeDefinitionNode, *_: Any) -> Any:
        return replace(node, fields=tuple(it for it in node.fields or () if _is_told(it)))

    def leave_object_type_definition(self, node: ObjectTypeDefinitionNode, *_: Any) -> Any:
        if node.name.value in ("Mutation", "Query"):
            return None
        return replace(node, fields=tuple(it for it in node.fields or () if _is_told(it)))

    def enter_input_value_definition(self, node: InputValueDefinitionNode, *_: Any) -> Any:
        said, name = print_ast(node.type), node.name.value
        if name == "id" and self.noun in CONTENT:
            return replace(node, type=parse_type(f"Known{self.noun}!"))
        narrow = NARROW.get(f"{name}: {said.removesuffix('!')}")
        if narrow:
            whole = narrow + "!" * (said.endswith("!") and not narrow.endswith("!"))
            return replace(node, type=parse_type(whole))
        return REMOVE if name in ("after", "before") else None

    def enter_named_type(self, node: NamedTypeNode, *_: Any) -> Any:
        renamed = {"EmailAddress": "Email", "ID": "Known", "String": "Words"}.get(node.name.value)
        return parse_type(renamed) if renamed else None


def _is_told(field: FieldDefinitionNode) -> bool:
    type_ = print_ast(field.type).strip("[]!")
    leaf = type_ in SCALARS or f"scalar {type_} " in SCHEMA or f"enum {type_} " in SCHEMA
    return leaf or field.name.value in TOLD or type_ in CONTENT
