"""Idempotency: a creation that is sent twice under one key is made once and answered alike."""

import hashlib
import json
from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from models.content import Content
from models.receipt import Receipt
from services.content.saying import jsonable
from services.content.turns import Turn
from services.wording import refused

LIFETIME = timedelta(days=1)
"""How long a key is remembered."""

LONGEST_KEY = 200


async def kept(
    turn: Turn, key: str, model: type[Content], said: Mapping[str, Any]
) -> Receipt | None:
    """Give what was made under the key; refuse a key that came with something else: KEY_USED."""
    if not 1 <= len(key) <= LONGEST_KEY or not key.isprintable():
        raise refused(turn.locale, "BAD_KEY", ("idempotency_key",), most=LONGEST_KEY)
    await Receipt.filter(moment__lt=turn.moment - LIFETIME).delete()
    receipt = await Receipt.get_or_none(owner=_owner(turn), key=key)
    if receipt and receipt.digest != _digest(model, said):
        raise refused(turn.locale, "KEY_USED", ("idempotency_key",))
    return receipt


async def keep(
    turn: Turn, key: str, model: type[Content], said: Mapping[str, Any], entry: UUID, version: int
) -> None:
    """Remember what was made under the key."""
    await Receipt.create(
        owner=_owner(turn),
        key=key,
        digest=_digest(model, said),
        entry_id=entry,
        version=version,
        moment=turn.moment,
    )


def _owner(turn: Turn) -> str:
    viewer = turn.actor.viewer
    return str(viewer.account) if viewer.account else f"token {viewer.name}"


def _digest(model: type[Content], said: Mapping[str, Any]) -> str:
    text = json.dumps([model.__name__, jsonable(said)], sort_keys=True)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
