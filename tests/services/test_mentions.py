"""Mentions of a person in the texts of others are found, told, and taken out only if asked for."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models import Account, Contact, Network, Page
from models.account import Role
from services.content.publishing import publish
from services.content.saving import create, update
from services.database.storage import Store
from services.identity.accounts import add_account
from services.identity.people import Person
from services.privacy.erasing import Erasure, erase
from services.privacy.marks import MarkKind
from tests.factories import NOW
from tests.services.acting import TITLED, editor, versions, writer
from tests.services.erased import EMAIL, MARKS, NAME, admin, held, known, person, said


async def test_mentions_in_texts_are_told_exactly_and_stay(store: Store) -> None:
    asa = await known(store)
    body = {"sv": f"Skriv till [{NAME.upper()}](mailto:{EMAIL}).", "en": "Call +46 70 123 45 67."}
    link = {
        "kind": "EXTERNAL",
        "url": "https://example.org/asa-oquist-orn",
        "label": {"sv": "Vi på biblioteket"},
    }
    about = {"title": {"sv": "Om oss"}, "path": "/om", "body": body, "links": [link]}
    page = (await create(store, writer(), Page, about, note=f"{NAME} bad om det")).entry
    await update(store, writer(), Page, page, 1, {"body": {"sv": "Ny", "en": "New"}})
    await add_account(store, Person(EMAIL, "Åsa"), Role.STAFF, NOW, None)

    erasure = await erase(store, admin(), asa)

    expected = {
        ("account", "email", None, None, MarkKind.EMAIL),
        ("account", "email_key", None, None, MarkKind.EMAIL),
        ("page", "body", "sv", 1, MarkKind.NAME),
        ("page", "body", "sv", 1, MarkKind.EMAIL),
        ("page", "body", "en", 1, MarkKind.PHONE),
        ("page", "links", None, 1, MarkKind.ADDRESS),
        ("page", "links", None, 2, MarkKind.ADDRESS),
        ("page", "note", None, 1, MarkKind.NAME),
        ("page", "changes", None, 2, MarkKind.NAME),
        ("page", "changes", None, 2, MarkKind.EMAIL),
        ("page", "changes", None, 2, MarkKind.PHONE),
        ("event", "detail", None, 1, MarkKind.NAME),
    }
    assert _told(erasure) == expected
    assert set(erasure.remaining) == set(erasure.held.mentions)
    assert await Account.all().count() == 1
    assert [it.around for it in erasure.held.mentions if it.column == "note"] == [
        f"{NAME} bad om det"
    ]


async def test_mentions_are_taken_out_of_texts_if_asked_for(store: Store, database: str) -> None:
    asa = await known(store)
    body = {"sv": f"Skriv till [{NAME.upper()}](mailto:{EMAIL}).", "en": "Call +46 70 123 45 67."}
    title = {"sv": f"{NAME}s nätverk", "en": "Joy"}
    said_ = {"title": title, "path": "/om", "body": body}
    page = (await create(store, writer(), Page, said_, note=f"{NAME} bad om det")).entry
    await publish(store, editor(), [page])
    await update(store, writer(), Page, page, 1, {"body": {"sv": "Ny", "en": "New"}})

    erasure = await erase(store, admin(), asa, scrub=True)

    first, second = await versions(Page, page)
    assert isinstance(first, Page)
    assert isinstance(second, Page)
    assert first.title == {"sv": "(raderat)s nätverk", "en": "Joy"}
    assert first.title_key_sv == "(raderat)s n|tverk"
    assert first.body["sv"]["markdown"] == "Skriv till [(raderat)](mailto:(raderat))."
    assert first.body["sv"]["text"] == "Skriv till (raderat)."
    assert first.body["en"]["markdown"] == "Call (erased)."
    assert first.note == "(raderat) bad om det"
    assert second.changes[0]["before"] == first.body["sv"]["markdown"]
    assert {(it.column, it.version) for it in erasure.remaining} == {("slug", 1), ("slug", 2)}
    assert said(await held(database), *MARKS) == ["asa-oquist"]


async def test_what_others_share_is_not_taken_from_them(store: Store) -> None:
    asa = await person(store, email="vi@example.org", phone="0380-51 80 00")
    bo = await person(store, "Bo Ek", email="vi@example.org", phone="+46 380 51 80 00")
    text = {"sv": "Ring 0380-51 80 00 eller skriv till vi@example.org."}
    about = {"title": {"sv": "Om"}, "path": "/om", "body": text}
    page = (await create(store, writer(), Page, about)).entry

    erasure = await erase(store, admin(), asa, scrub=True)

    [row] = await versions(Page, page)
    assert isinstance(row, Page)
    assert row.body["sv"]["markdown"] == text["sv"]
    [other] = await versions(Contact, bo)
    assert isinstance(other, Contact)
    assert (other.email, other.phone) == ("vi@example.org", "+46 380 51 80 00")
    assert {(it.table, it.column) for it in erasure.remaining} == {
        ("contact", "email"),
        ("contact", "phone"),
        ("page", "body"),
    }


WORD = st.text("abcåäöéABCÅÄÖ'%\"\\&_-", min_size=3, max_size=10).filter(
    lambda it: it[0].isalnum() and it[-1].isalnum()
)


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(name=st.lists(WORD, min_size=2, max_size=3).map(" ".join), upper=st.booleans())
async def test_whatever_a_person_is_called(
    store: Store, database: str, name: str, upper: bool
) -> None:
    asa = await person(store, name)
    text = f"Fråga {name.upper() if upper else name} om mer."
    said_ = {**TITLED, "slug": f"n{asa.hex}", "lead": {"sv": text}, "contacts": [asa]}
    entry = (await create(store, writer(), Network, said_)).entry

    erasure = await erase(store, admin(), asa, scrub=True)

    assert {(it.table, it.column, it.kind) for it in erasure.held.mentions} == {
        ("network", "lead", MarkKind.NAME)
    }
    assert erasure.remaining == ()
    [row] = await versions(Network, entry)
    assert isinstance(row, Network)
    assert row.lead == {"sv": "Fråga (raderat) om mer."}
    assert said(await held(database), name, name.replace("\\", "\\\\").replace('"', '\\"')) == []


def _told(erasure: Erasure) -> set[tuple[str, str, str | None, int | None, MarkKind]]:
    return {(it.table, it.column, it.locale, it.version, it.kind) for it in erasure.held.mentions}
