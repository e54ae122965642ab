"""Editors at work, through GraphQL: what the tests of drafts, life and history do first."""

from datetime import datetime
from typing import Any
from uuid import UUID

from models import Account
from models.account import Role
from models.api_token import ApiToken
from services.policy import viewer_of
from services.view import Viewer
from tests.asking import Asking
from tests.factories import DAY, NOW

EVA = UUID("0190a000-0000-7000-8000-00000000e0a0")
EVAS = viewer_of(Role.EDITOR, EVA, "Eva Ek")
"""The eyes of an editor who has an account."""


async def eva() -> None:
    """Keep Eva's account, inside ``store.writing()``."""
    await Account.create(id=EVA, name="Eva Ek", role=Role.EDITOR, created_at=NOW)


async def importing() -> Viewer:
    """Keep the token of a program that writes, inside ``store.writing()``; give its eyes."""
    token = await ApiToken.create(
        digest="0" * 64, name="Importen", role=Role.EDITOR, created_at=NOW, expires_at=NOW + DAY
    )
    return viewer_of(Role.EDITOR, token.id, token.name)


async def done(ask: Asking, name: str, input_: dict[str, Any], asked: str, **who: Any) -> Any:
    """Do one thing, as Eva unless said otherwise, and give the payload."""
    type_ = f"{name[0].upper()}{name[1:]}Input!"
    mutation = f"mutation($input: {type_}) {{ {name}(input: $input) {{ {asked} }} }}"
    found = await ask.data(mutation, {"input": input_}, **{"viewer": EVAS, **who})
    return found[name]


async def created(ask: Asking, noun: str, **said: Any) -> str:
    """Create content of a noun, a draft, and give its id."""
    name = f"{noun[0].lower()}{noun[1:]}"
    payload = await done(ask, f"create{noun}", said, f"{name} {{ id }} errors {{ path message }}")
    assert payload["errors"] == []
    return str(payload[name]["id"])


async def saved(ask: Asking, noun: str, id_: str, version: int, **said: Any) -> None:
    """Save the next version of content."""
    input_ = {"id": id_, "expectedVersion": version, **said}
    payload = await done(ask, f"update{noun}", input_, "errors { path message }")
    assert payload["errors"] == []


async def lived(ask: Asking, name: str, *ids: str, now: datetime = NOW, **said: Any) -> Any:
    """Publish content, or the like, and give the payload's errors."""
    payload = await done(
        ask, name, {"ids": ids, **said}, "errors { code path } outlook { moment }", now=now
    )
    return payload["errors"]
