"""Whoever asks what is known of them gets all of it, and nothing that lets somebody in."""

import json

import pytest

from models import Contact, Network, Session
from models.account import Role
from services.content.saving import create
from services.database.storage import Store
from services.errors import Refused
from services.identity.accounts import add_account
from services.identity.people import Person
from services.policy import viewer_of
from services.privacy.disclosing import disclose
from services.view import Actor
from tests.factories import NOW
from tests.services.acting import TITLED, WILMA, editor, refusal, writer
from tests.services.erased import EMAIL, HIDDEN, MARKS, MOBILE, NAME, admin, known


async def test_all_that_is_held_is_told(store: Store) -> None:
    asa = await known(store)
    said = {**TITLED, "contacts": [asa], "lead": {"sv": f"Fråga {NAME}."}}
    network = (await create(store, writer(), Network, said)).entry
    account = await add_account(store, Person(EMAIL.upper(), "Åsa"), Role.WRITER, NOW, None)
    await Session.create(
        digest="0" * 64, account_id=account, created_at=NOW, seen_at=NOW, expires_at=NOW
    )
    own = Actor(viewer_of(Role.WRITER, account, "Åsa"), NOW, "sv")
    mine = (await create(store, own, Contact, {"name": "Bo Ek"}, note="ny")).entry

    told = await disclose(store, admin(), asa)

    text = json.dumps(told, ensure_ascii=False)
    assert [it for it in MARKS if it not in text.lower() and it not in text] == []
    assert "0" * 64 not in text
    assert told["id"] == str(asa)
    assert [it["version"] for it in told["versions"]] == [1, 2, 3]
    first = told["versions"][0]
    assert (first["saved_by"], first["note"], first["live_from"]) == (
        str(WILMA),
        NAME,
        NOW.isoformat(),
    )
    assert (first["says"]["mobile"], first["says"]["internal_note"]) == (MOBILE, HIDDEN)
    assert [it["name"] for it in told["events"]] == [
        "CREATED",
        "PUBLISHED",
        "SAVED",
        "SCHEDULED",
        "SAVED",
    ]
    assert told["receipts"] == [{"owner": str(WILMA), "moment": NOW.isoformat()}]
    assert [(it["id"], it["relation"], it["title"]) for it in told["named"]] == [
        (str(network), "contacts", "Språklust")
    ]
    assert {(it["table"], it["column"], it["what"]) for it in told["mentions"]} == {
        ("network", "lead", "NAME"),
        ("account", "email", "EMAIL"),
        ("account", "email_key", "EMAIL"),
    }
    [kept] = told["accounts"]
    assert (kept["email"], kept["role"], len(kept["sessions"])) == (EMAIL.upper(), "WRITER", 1)
    assert [it["entry_id"] for it in kept["acts"]] == [str(mine)]
    assert [(it["id"], it["note"]) for it in kept["saved"]] == [(str(mine), "ny")]


async def test_only_administrators_are_told(store: Store) -> None:
    asa = await known(store)

    for actor in (editor(), writer()):
        with pytest.raises(Refused) as told:
            await disclose(store, actor, asa)
        assert refusal(told) == [("FORBIDDEN", ())]


async def test_who_is_not_there_is_not_found(store: Store) -> None:
    network = (await create(store, writer(), Network, TITLED)).entry

    with pytest.raises(Refused) as told:
        await disclose(store, admin(), network)

    assert refusal(told) == [("NOT_FOUND", ("id",))]
