"""What is done about a person's data from a terminal, which needs no right but to be there.

The rule: nothing is erased without ``--yes``; without it, what would be erased is told.
"""

import asyncio
import json
import sys
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime
from typing import Annotated
from uuid import UUID

import typer

from models.account import Role
from services.database.migrating import migrated
from services.database.storage import Store
from services.policy import viewer_of
from services.privacy.disclosing import disclose
from services.privacy.erasing import Erasure, erase
from services.privacy.traces import Trace
from services.view import Actor
from settings import settings_or_exit

people = typer.Typer(help="What is held on a person, told or erased.", no_args_is_help=True)

Contact = Annotated[UUID, typer.Argument(help="The contact's id.")]
Act = Callable[[Store, Actor], Awaitable[None]]


@people.command("export")
def export_person(contact: Contact) -> None:
    """Print all that is held on a person, as JSON, for whoever asks what we know of them."""

    async def act(store: Store, actor: Actor) -> None:
        told = await disclose(store, actor, contact)
        typer.echo(json.dumps(told, ensure_ascii=False, indent=2))

    _run(act)


@people.command("erase")
def erase_person(
    contact: Contact,
    replace_with: Annotated[
        UUID | None, typer.Option(help="Another contact's id, to be named instead.")
    ] = None,
    scrub: Annotated[
        bool, typer.Option("--scrub", help="Take mentions out of running text as well.")
    ] = False,
    yes: Annotated[
        bool, typer.Option("--yes", help="Do it. It cannot be undone; without, it is only told.")
    ] = False,
) -> None:
    """Erase a person for good, or tell what that would come to."""

    async def act(store: Store, actor: Actor) -> None:
        told = await erase(
            store, actor, contact, replace_with=replace_with, scrub=scrub, dry_run=not yes
        )
        _print(told, store)

    _run(act)


def _print(erasure: Erasure, store: Store) -> None:
    held = erasure.held
    did = "Erased" if erasure.done else "To be erased"
    typer.echo(
        f"{did}: {len(held.versions)} versions, details of {len(held.events)} events, "
        f"{len(held.receipts)} receipts."
    )
    for it in held.places:
        alone = ", which names nobody else" if it.only else ""
        typer.echo(f"Named in {it.kind} {it.entry}, version {it.version}, {it.relation}{alone}")
    _print_traces("Found" if erasure.done else "Mentioned", held.mentions)
    if not erasure.done:
        sys.stderr.write("Nothing was changed. It is erased with --yes.\n")
        return
    _print_traces("Remains", erasure.remaining)
    if not erasure.forgotten:
        sys.stderr.write(f"Old bytes may be left in {store.name}: see docs/operations.md.\n")


def _print_traces(said: str, traces: Sequence[Trace]) -> None:
    for it in traces:
        where = f"{it.entry}, version {it.version}" if it.version else it.key
        language = f" ({it.locale})" if it.locale else ""
        around = " ".join(it.around.split())
        typer.echo(f"{said}: {it.kind} in {it.table} {where}, {it.column}{language}: {around}")


def _run(act: Act) -> None:
    settings = settings_or_exit()
    actor = Actor(viewer_of(Role.ADMIN, name="terminal"), datetime.now(UTC), "en")

    async def run() -> None:
        async with migrated(settings.database_url) as store:
            await act(store, actor)

    asyncio.run(run())
