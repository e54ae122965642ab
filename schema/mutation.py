"""The index of changes: what can be done to content of each noun, and to all content alike."""

from resolvers.editing import creating, updating
from resolvers.sources import Acts
from schema.cancelling import CANCELLING
from schema.fields import touched
from schema.inputs import Fields, inputs
from schema.life import LIFE
from schema.nouns import INPUTS, NOUNS, MeetingSeries
from schema.payloads import change, payload
from schema.people import PEOPLE
from schema.series import SERIES
from schema.signing import SIGNING
from schema.told import camel, kept_of, make_type


def _of(type_: type, more: Fields) -> Fields:
    """Give the changes of one noun: to create it, and to save its next version."""
    model, kind = kept_of(type_).model, kept_of(type_).kind
    made = inputs(type_, more, {}, {})
    said = f"The {type_.__name__} as it is after the change; null when there was none."

    def answered(act: str) -> type:
        name, content = f"{act}_{kind}", {kind: (type_ | None, touched(kind, said))}
        return payload(
            f"{act.title()}{type_.__name__}Payload", f"What came of `{camel(name)}`.", **content
        )

    create = change(
        Acts(creating(model, kind)), made.create, f"Write a new {type_.__name__}, a draft."
    )
    update = change(
        Acts(updating(model, kind)),
        made.update,
        f"Save the next version of the {type_.__name__}, a draft.",
    )
    return {
        f"create_{kind}": (answered("create"), create),
        f"update_{kind}": (answered("update"), update),
    }


WRITING = {
    name: it
    for type_ in NOUNS
    if type_ is not MeetingSeries
    for name, it in _of(type_, INPUTS.get(type_, {})).items()
}

Mutation = make_type(
    "Mutation",
    WRITING | SERIES | CANCELLING | LIFE | PEOPLE | SIGNING,
    "Everything that can be changed.",
)
