"""What front-ends count on: addresses that lead on, Swedish order and search, the calendar."""

from dataclasses import replace
from typing import Any

import pytest

from models.content import Audience
from services.database.storage import Store
from tests import factories
from tests.asking import EDITOR, STAFF, Asking
from tests.factories import DAY, DRAFT, LIVE, NOW, OVER, SCHEDULED, Standing, address

NAMES = ["Asbjörn", "Vara", "Wien", "Zeta", "Åsa", "Ängby", "Öland"]
EARLIER = Standing(NOW - 90 * DAY, NOW - 60 * DAY, closed=True, newest=False)


async def slug_of(ask: Asking, slug: str, **who: Any) -> Any:
    """Ask where an address leads."""
    found = await ask.data("query($s: String!) { network(slug: $s) { slug } }", {"s": slug}, **who)
    return found["network"] and found["network"]["slug"]


async def test_an_old_address_leads_to_where_its_entry_is_now(store: Store, ask: Asking) -> None:
    async with store.writing():
        entry = await factories.network("Ett", EARLIER)
        await factories.network("Två", replace(OVER, newest=False), entry=entry)
        await factories.network("Tre", LIVE, entry=entry)
        await factories.network("Fyra", DRAFT, entry=entry)

    found = {it: await slug_of(ask, it) for it in ("ett", "tva", "tre", "fyra", "fem")}

    assert found == {"ett": "tre", "tva": "tre", "tre": "tre", "fyra": None, "fem": None}


async def test_an_address_in_use_beats_one_that_was(store: Store, ask: Asking) -> None:
    async with store.writing():
        old = await factories.network("Lånad", EARLIER)
        await factories.network("Annan", LIVE, entry=old)
        await factories.network("Lånad", LIVE)

    assert await slug_of(ask, "lanad") == "lanad"
    assert await slug_of(ask, "annan") == "annan"


async def test_of_those_who_had_an_address_the_last_one_keeps_it(store: Store, ask: Asking) -> None:
    async with store.writing():
        first = await factories.network("Delad", EARLIER)
        await factories.network("Första", LIVE, entry=first)
        last = await factories.network("Delad", OVER)
        await factories.network("Sista", LIVE, entry=last)
        gone = await factories.network("Delad", Standing(NOW - 20 * DAY, NOW - 10 * DAY))
        await factories.network("Borta", DRAFT, entry=gone)

    assert await slug_of(ask, "delad") == "sista"


async def test_an_address_that_only_staff_knew_leads_only_them_on(
    store: Store, ask: Asking
) -> None:
    async with store.writing():
        entry = await factories.network("Internt", replace(EARLIER, audience=Audience.STAFF))
        await factories.network("Öppet", LIVE, entry=entry)

    visitors = await slug_of(ask, "internt")
    staff = await slug_of(ask, "internt", viewer=STAFF)

    assert (visitors, staff) == (None, "oppet")


async def test_editors_follow_addresses_to_drafts(store: Store, ask: Asking) -> None:
    async with store.writing():
        draft = await factories.network("Utkast", replace(DRAFT, newest=False))
        await factories.network("Nyare", DRAFT, entry=draft)
        published = await factories.network("Utkast", OVER)
        await factories.network("Publicerad", DRAFT, entry=published)
    query = 'query @view(drafts: true) { network(slug: "utkast") { slug } }'

    found = await ask.data(query, viewer=EDITOR)

    assert found == {"network": {"slug": "publicerad"}}  # only that one was ever public


async def test_names_are_listed_in_swedish_order(store: Store, ask: Asking) -> None:
    async with store.writing():
        for name in reversed(NAMES):
            await factories.contact(name)
            await factories.network({"sv": name, "en": name.upper()}, slug=address(name))

    order = "orderBy: [{field: TITLE}]"
    found = await ask.data(
        f"{{ contacts {{ nodes {{ name }} }} networks({order}) {{ nodes {{ title }} }} }}"
    )

    assert found == {
        "contacts": {"nodes": [{"name": it} for it in NAMES]},
        "networks": {"nodes": [{"title": it} for it in NAMES]},
    }


@pytest.mark.parametrize(
    ("search", "titles"),
    [
        ('contains: "träff"', ["Nätverksträffar"]),
        ('contains: "TRÄFF"', ["Nätverksträffar"]),
        ('contains: "traff"', []),
        ('contains: "barn"', ["Barns delaktighet"]),
        ('contains: "får"', ["Får"]),
        ('startsWith: "far"', ["Far"]),
        ('startsWith: "tillganglighet"', []),
        ('startsWith: "TILLGÄNG"', ["Tillgänglighet"]),
        ('startsWith: "gänglighet"', []),
        ('eq: "får"', []),
        ('in: ["Får", "far"]', ["Får"]),
        ('contains: "%"', []),
        ('contains: "_"', []),
        ('contains: "å", startsWith: "f"', ["Får"]),
    ],
)
async def test_search_takes_no_letter_for_another(
    store: Store, ask: Asking, search: str, titles: list[str]
) -> None:
    said = ["Barns delaktighet", "Far", "Får", "Nätverksträffar", "Tillgänglighet"]
    async with store.writing():
        for number, title in enumerate(said):
            await factories.network(title, slug=f"n-{number}")

    found = await ask.data(
        f"{{ networks(where: {{title: {{{search}}}}}, orderBy: [{{field: TITLE}}])"
        " { nodes { title } } }"
    )

    assert [it["title"] for it in found["networks"]["nodes"]] == titles


DAYS = {
    "before": ("2026-10-01T09:00:00", "2026-10-01T10:00:00"),
    "until midnight": ("2026-10-01T20:00:00", "2026-10-02T00:00:00"),
    "over midnight": ("2026-10-01T23:00:00", "2026-10-02T01:00:00"),
    "at midnight": ("2026-10-02T00:00:00", "2026-10-02T01:00:00"),
    "to the next": ("2026-10-02T23:00:00", "2026-10-03T00:00:00"),
    "the next": ("2026-10-03T00:00:00", "2026-10-03T09:00:00"),
    "no time at midnight": ("2026-10-02T00:00:00", "2026-10-02T00:00:00"),
    "no time on the next": ("2026-10-03T00:00:00", "2026-10-03T00:00:00"),
    "over it all": ("2026-09-25T00:00:00", "2026-10-05T00:00:00"),
}


async def test_a_day_holds_what_overlaps_it_half_open(store: Store, ask: Asking) -> None:
    async with store.writing():
        for title, (start, end) in DAYS.items():
            await factories.meeting(title, local_start=start, local_end=end)
    day = '{from: "2026-10-02T00:00:00+02:00", to: "2026-10-03T00:00:00+02:00"}'

    found = await ask.data(f"{{ meetings(where: {{overlaps: {day}}}) {{ nodes {{ title }} }} }}")

    titles = ["over it all", "over midnight", "at midnight", "no time at midnight", "to the next"]
    assert [it["title"] for it in found["meetings"]["nodes"]] == titles


async def test_a_stretch_of_time_that_ends_before_it_begins_is_refused(ask: Asking) -> None:
    query = """query ($from: DateTime!, $to: DateTime!) {
      meetings(where: {overlaps: {from: $from, to: $to}}) { totalCount } }"""
    day, next_day = "2026-10-02T00:00:00+02:00", "2026-10-03T00:00:00+02:00"

    ordered = await ask.data(query, {"from": day, "to": next_day})
    told = await ask(query, {"from": next_day, "to": day})  # of the same plan

    assert ordered == {"meetings": {"totalCount": 0}}
    assert [(it["extensions"]["code"], it["message"]) for it in told["errors"]] == [
        (
            "BAD_USER_INPUT",
            "`overlaps` ends before it begins: `from` is to be the earlier moment.",
        )
    ]


@pytest.mark.parametrize("known", ["name", "address", "organisation"])
async def test_a_place_is_told_by_whatever_is_known_of_it(
    store: Store, ask: Asking, known: str
) -> None:
    async with store.writing():
        lender = await factories.organisation("Nässjö kommun")
        said: dict[str, Any] = {
            "name": "Rådhuset", "address": "Storgatan 1", "organisation_id": lender,
        }  # fmt: skip
        column = next(it for it in said if it.startswith(known))
        await factories.meeting("Ramsor", **{f"venue_{column}": said[column]})

    found = await ask.data(
        '{ meeting(slug: "ramsor") { venue { name address organisation { name } } } }'
    )

    told = {"name": "Rådhuset", "address": "Storgatan 1", "organisation": {"name": "Nässjö kommun"}}
    nothing: dict[str, Any] = dict.fromkeys(told)
    assert found["meeting"]["venue"] == nothing | {known: told[known]}


async def test_a_meeting_is_upcoming_until_it_has_ended(store: Store, ask: Asking) -> None:
    times = {
        "ended": ("2026-09-01T09:00:00", "2026-09-01T10:00:00"),  # 08:00 UTC, as it is now
        "going on": ("2026-09-01T09:00:00", "2026-09-01T10:00:01"),
        "to come": ("2026-09-02T09:00:00", "2026-09-02T10:00:00"),
        "long ago": ("2026-01-01T09:00:00", "2026-01-01T10:00:00"),
    }
    async with store.writing():
        for title, (start, end) in times.items():
            await factories.meeting(title, local_start=start, local_end=end)
    titles = "orderBy: [{field: TITLE}]) { nodes { title } }"

    found = await ask.data(
        f"{{ upcoming: meetings(where: {{when: UPCOMING}}, {titles}"
        f" past: meetings(where: {{when: PAST}}, {titles} }}"
    )

    assert found == {
        "upcoming": {"nodes": [{"title": "going on"}, {"title": "to come"}]},
        "past": {"nodes": [{"title": "ended"}, {"title": "long ago"}]},
    }


async def test_links_keep_the_editors_order(store: Store, ask: Asking) -> None:
    async with store.writing():
        ids = [await factories.contact(it) for it in ("Annhild", "Johanna", "Lena", "Linn")]
        hidden = await factories.contact("Ingen", SCHEDULED)
        order = [ids[2], ids[0], hidden, ids[3], ids[1]]
        await factories.network(contacts=order)

    found = await ask.data("{ networks { nodes { contacts { name } } } }")

    names = [{"name": it} for it in ("Lena", "Annhild", "Linn", "Johanna")]
    assert found == {"networks": {"nodes": [{"contacts": names}]}}
