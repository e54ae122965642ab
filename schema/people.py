"""What is held on a person, told and erased: for administrators, when somebody asks them to."""

from enum import Enum
from typing import Any

import strawberry
from strawberry.scalars import JSON

from resolvers.people import export, remove
from resolvers.sources import Acts
from schema.change import ContentType
from schema.contact import Contact
from schema.fields import came, touched
from schema.inputs import Fields
from schema.payloads import change, payload
from schema.scalars import DateTime
from schema.told import make_input


@strawberry.enum(description="What a person can be known by in a text.")
class PersonalMark(Enum):
    NAME = strawberry.enum_value("NAME", description="A name that the contact has or had.")
    EMAIL = strawberry.enum_value("EMAIL", description="An e-mail address.")
    PHONE = strawberry.enum_value("PHONE", description="A telephone number, mobile or not.")
    ADDRESS = strawberry.enum_value(
        "ADDRESS", description="The last part of the contact's address, where it says the name."
    )


@strawberry.type(description="A version of content that names the person by a relation.")
class PersonNamed:
    content_id: strawberry.ID = came("content_id", "Which content, by its id.")
    type: ContentType = came("type", "Of which type it is.")
    version: int = came("version", "Which of its versions, be it present or past.")
    field: str = came("field", "By which field, such as `contacts`.")
    alone: bool = came("alone", "Whether it names nobody else there.")


@strawberry.type(description="A text that mentions the person, wherever the database keeps it.")
class PersonMentioned:
    table: str = came("table", "In which table of the database, such as `page` or `account`.")
    key: str = came("key", "In which row, by its key.")
    column: str = came("column", "In which column.")
    locale: str | None = came("locale", "In which language; null where that is not told apart.")
    content_id: strawberry.ID | None = came(
        "content_id", "In which content, by its id; null for anything else."
    )
    version: int | None = came("version", "In which of its versions.")
    what: PersonalMark = came("what", "What was found.")
    around: str = came("around", "What was found, with the words around it.")


@strawberry.type(description="What was held on a person, what went, and what remains.")
class Erasure:
    done: bool = came("done", "Whether it was done; false for a dry run.")
    moment: DateTime = came("moment", "When.")
    versions: int = came("versions", "How many versions of the contact went.")
    events: int = came("events", "How many events of the log were emptied of details.")
    receipts: int = came("receipts", "How many remembered idempotency keys went.")
    named: list[PersonNamed] = came(
        "named", "What named the person; it names the other contact instead, or nobody."
    )
    mentioned: list[PersonMentioned] = came("mentioned", "The texts that mentioned the person.")
    remaining: list[PersonMentioned] = came(
        "remaining",
        "What the same search of all tables finds afterwards, for you to decide on. For a dry run "
        "it is all that it found.",
    )
    forgotten: bool = came(
        "forgotten",
        "Whether the database's files were rewritten, so that not a byte is left in them; false "
        "also if that was not done in time. On PostgreSQL those who run it do that.",
    )


def _said(description: str) -> Any:
    return strawberry.field(description=description, default=strawberry.UNSET)


ID = (strawberry.ID, strawberry.field(description="Which contact, by its id."))
ERASING: Fields = {
    "id": ID,
    "replace_with": (
        strawberry.ID | None,
        _said(
            "Another contact, by its id, to be named in the person's place, in past versions as "
            "well; nobody when left out."
        ),
    ),
    "scrub": (
        bool | None,
        _said(
            "Take mentions out of running text as well, in all versions, notes and the log, where "
            "they can be of nobody else."
        ),
    ),
    "dry_run": (bool | None, _said("Change nothing, and tell what would be erased.")),
}


def _exporting() -> Fields:
    description = "Tell all that is held on a person, for whoever asks what we know of them."
    told = (
        "Every version, every event, all that names or mentions the person, and the account with "
        "their e-mail address; null when it was refused. Columns have the database's names."
    )
    answered = payload(
        "ExportPersonPayload",
        "What came of `exportPerson`.",
        person=(JSON | None, came("person", told)),
    )
    asked = type("ExportPersonInput", (), {"__module__": __name__})
    make_input(asked, {"id": ID}, "Whose data to tell.")
    return {"export_person": (answered, change(Acts(export), asked, description))}


def _erasing() -> Fields:
    description = (
        "Erase a person for good: every version, the log, and what follows from them. It cannot be "
        "undone; look first, with `dryRun`."
    )
    answered = payload(
        "ErasePersonPayload",
        "What came of `erasePerson`.",
        erasure=(Erasure | None, came("erasure", "What it came to; null when it was refused.")),
        replacement=(
            Contact | None,
            touched("replacement", "The contact who is named now; null for nobody."),
        ),
    )
    asked = type("ErasePersonInput", (), {"__module__": __name__})
    make_input(asked, ERASING, "Who is to be erased, and what is to stand in their place.")
    return {"erase_person": (answered, change(Acts(remove), asked, description))}


PEOPLE: Fields = {**_exporting(), **_erasing()}
"""What can be done about the data of a person."""
