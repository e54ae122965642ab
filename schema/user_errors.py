"""What is wrong with a change, as its payload tells it: one interface, a type for each reason.

``resolvers/refusing.py`` makes their values of the services' faults.
"""

import re
from collections.abc import Mapping
from enum import Enum
from typing import Any

import strawberry

from schema.fields import came
from schema.history import Editor
from schema.scalars import DateTime
from services.wording import WORDING

GENERAL = {
    "BAD_USER_INPUT": "A value cannot be used; the message says why.",
    "FORBIDDEN": "You may not do this; somebody with more rights may.",
    "RATE_LIMITED": "Too many attempts; wait before the next one.",
    "SIGN_IN_FAILED": "The e-mail address and the password do not match.",
    "UNAUTHENTICATED": "Sign in first.",
}
"""The codes that have no wording of their own, each with what it means."""

CODES = GENERAL | {code: re.sub(r"\{\w+\}", "…", text["en"]) for code, text in WORDING.items()}


def _enum(members: Mapping[str, str]) -> Any:
    return Enum(
        "ErrorCode",
        {it: strawberry.enum_value(it, description=said) for it, said in members.items()},
        module=__name__,
    )


ErrorCode = strawberry.enum(
    _enum(CODES), description="Why a change was not made, for programs. New codes may come."
)


@strawberry.interface(description="One thing that is wrong with a change; nothing was changed.")
class UserError:
    message: str = came("message", "What is wrong and what to do, in the language of the view.")
    code: ErrorCode = came("code", "The reason, for programs.")  # type: ignore[valid-type]
    path: list[str] | None = came(
        "path",
        "The way to the input field that it is about, such as `[input, title, sv]`; places in "
        "lists count from 0. Null when it is about no single field.",
    )


@strawberry.type(description="A value breaks a rule: mend it and send it again.")
class ValidationError(UserError):
    pass


@strawberry.type(description="There is no such content, or none that you may know of.")
class NotFoundError(UserError):
    pass


@strawberry.type(description="You may not do this; somebody with more rights may.")
class ForbiddenError(UserError):
    pass


@strawberry.type(description="Too many attempts: wait before the next one.")
class RateLimitedError(UserError):
    retry_after: int = came("retry_after", "Seconds to wait.")


@strawberry.type(
    description="Somebody else saved first: read the current version, and decide what is to stand."
)
class ConflictError(UserError):
    current_version: int = came("current_version", "The version that stands now.")
    saved_at: DateTime = came("saved_at", "When it was saved.")
    saved_by: Editor | None = came("saved_by", "Who saved it, if that is known.")
    fields: list[str] = came("fields", "The fields that differ from the version that you expected.")


ERRORS = (ValidationError, NotFoundError, ForbiddenError, RateLimitedError, ConflictError)
