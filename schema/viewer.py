"""Whoever asks, as front-ends show it: who they are, and what they can do."""

from enum import Enum

import strawberry

from schema.fields import came


@strawberry.enum(description="The part that somebody has. docs/rights.md tells what each can do.")
class Role(Enum):
    PREVIEW = strawberry.enum_value("PREVIEW", description="Sees drafts; for tokens only.")
    STAFF = strawberry.enum_value("STAFF", description="Reads what is meant for staff.")
    WRITER = strawberry.enum_value("WRITER", description="Writes drafts.")
    EDITOR = strawberry.enum_value("EDITOR", description="Publishes, withdraws and deletes.")
    ADMIN = strawberry.enum_value("ADMIN", description="Manages accounts and tokens.")


@strawberry.type(description="What a viewer can do.")
class Rights:
    read_staff: bool = came("read_staff", "Read what is meant for staff.")
    read_drafts: bool = came(
        "read_drafts",
        "Read drafts and moments to come, and with `readStaff` earlier ones and history.",
    )
    write: bool = came("write", "Write drafts.")
    publish: bool = came("publish", "Publish, withdraw and delete.")
    administer: bool = came("administer", "Manage accounts and tokens, erase people's data.")


@strawberry.type(description="Whoever asks: a person who has signed in, or a program by its token.")
class Viewer:
    name: str = came("name", "The person's name, or what the token is for.")
    role: Role = came("role", "The part that they have.")
    can: Rights = came("can", "What they can do.")
