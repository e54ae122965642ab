"""The way in from a terminal: ``python commands.py --help`` tells what can be done.

What the person at the terminal can mend (a setting, a port, a database) is said in one line, with
an exit code that is not zero. Progress goes to the error stream, results to standard output.
"""

import asyncio
import socket
import sys
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from resolvers.loading import Manifest, Refused, listed, load_manifest, remove
from schema import PRINTED, built, printed
from server import create_app
from services.address import Address
from services.migrating import draft, migrate, pending
from services.policy import Allowance
from services.seeding import seed
from services.storage import Store, Unreachable, opened
from settings import CHECKOUT, WRONG_SETTINGS, Settings, settings_or_exit
from web.listening import CannotListen, Serving, address, listen, serve_on
from web.log import log_to_stderr
from web.shared import Slot, slots
from web.working import work

Report = Callable[[str], None]

cli = typer.Typer(
    help="Knutpunkt: the networks of a library region, over GraphQL.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
documents = typer.Typer(
    help="Trusted documents: what front-ends are known to ask.", no_args_is_help=True
)
cli.add_typer(documents, name="documents")

Named = Annotated[str | None, typer.Option("--manifest", help="What the front-end is called here.")]


class OnlyOne(Exception):
    """The database is not made for several processes."""


class NotMigrated(Exception):
    """The database lacks tables or columns that this version needs."""


@cli.command("serve")
def serve(
    workers: Annotated[
        int | None, typer.Option(min=1, max=100, help="How many processes; KNUTPUNKT_WORKERS.")
    ] = None,
) -> None:
    """Migrate, seed an empty database, and serve until stopped."""
    settings = settings_or_exit()
    crew = workers or settings.workers
    if crew > 1 and Address.parse(settings.database_url).dialect == "sqlite":
        raise OnlyOne("SQLite is served by one process; several workers need PostgreSQL.")
    log_to_stderr(settings.log_level, settings.log_format)
    with listen(settings.host, settings.port) as door:
        asyncio.run(_prepare(settings))
        typer.echo(f"GraphQL  {address(door)}/graphql")
        shared = slots(crew) if crew > 1 and settings.metrics else ()
        serve_in = partial(_serve, settings, shared)
        if crew > 1:
            work(door, crew, serve_in, patience=settings.shutdown_timeout)
        else:
            serve_in(door)


@cli.command("migrate")
def migrate_database() -> None:
    """Bring the database's tables up to this version; safe to run again, and by several at once."""
    applied = asyncio.run(_migrate(settings_or_exit()))
    if not applied:
        typer.echo("Nothing to apply.")


@cli.command("seed")
def seed_database() -> None:
    """Write the first content into an empty database."""
    written = asyncio.run(_seed(settings_or_exit()))
    nothing = "The database has content; nothing was written."
    typer.echo(f"{written} entries written." if written else nothing)


@cli.command("schema")
def print_schema(
    write: Annotated[bool, typer.Option(help="Write schema/schema.graphql instead.")] = False,
) -> None:
    """Print the GraphQL schema, sorted."""
    if write:
        PRINTED.write_text(printed(), "utf-8")
    else:
        typer.echo(printed(), nl=False)


@documents.command("load")
def load_documents(
    file: Annotated[
        Path, typer.Argument(exists=True, dir_okay=False, help="Codegen's, Relay's or Apollo's.")
    ],
    manifest: Named = None,
    replace: Annotated[
        bool, typer.Option(help="Trust nothing else that --manifest had before.")
    ] = False,
) -> None:
    """Trust the documents that a front-end's build has listed in a file."""
    if replace and manifest is None:
        raise typer.BadParameter("say with --manifest which front-end's documents to replace")
    said = Manifest(manifest or file.stem, file.read_bytes())
    told = asyncio.run(_load(settings_or_exit(), said, replace=replace))
    typer.echo(told)


@documents.command("list")
def list_documents(manifest: Named = None) -> None:
    """List trusted documents: manifest, id, operations, when loaded, and what is wrong now."""
    for line in asyncio.run(_listed(settings_or_exit(), manifest)):
        typer.echo(line)


@documents.command("remove")
def remove_documents(
    document: Annotated[str, typer.Argument(help="A document's id, as `list` tells it.")] = "",
    manifest: Named = None,
) -> None:
    """Trust one document no longer, or none of a manifest."""
    if bool(document) == bool(manifest):
        raise typer.BadParameter("name either a document's id, or with --manifest all of one")
    number = asyncio.run(_remove(settings_or_exit(), document, manifest))
    typer.echo(f"{number} ids removed.")


def _serve(
    settings: Settings, shared: Sequence[Slot], door: socket.socket, worker: int = 1
) -> None:
    serving = Serving(
        settings.shutdown_timeout,
        settings.body_limit,
        proxies=settings.trusted_proxies,
        access_log=settings.access_log,
    )
    slot = shared[worker - 1] if shared else None
    serve_on(door, create_app(settings, slot), serving)


@cli.command("makemigration")
def make_migration(
    name: Annotated[str, typer.Argument(help="What changes, such as: meeting gets a photo.")],
) -> None:
    """For developers: write the migration that the changed models need; read it before use."""
    path = asyncio.run(draft(name))
    typer.echo(str(path.relative_to(CHECKOUT)) if path else "The models have not changed.")


async def _prepare(settings: Settings) -> None:
    await _migrate(settings)
    await _seed(settings)


async def _migrate(settings: Settings) -> list[str]:
    with _progress("Migrating") as report:
        return await migrate(settings.database_url, report)


async def _seed(settings: Settings) -> int:
    async with _migrated(settings) as store:
        with _progress("Seeding") as report:
            return await seed(store, report)


async def _load(settings: Settings, manifest: Manifest, *, replace: bool) -> str:
    allowance = Allowance(settings.visitor_cost, settings.editor_cost)
    async with _migrated(settings) as store:
        loaded, dear = await load_manifest(
            built(), store, manifest, datetime.now(UTC), allowance, replace=replace
        )
    for said in dear:
        typer.echo(said, err=True)
    told = f"{loaded.added} ids added, {loaded.known} known already"
    return f"{manifest.name}: {told}, {loaded.removed} removed."


async def _listed(settings: Settings, manifest: str | None) -> list[str]:
    async with _migrated(settings):
        return await listed(built(), manifest)


async def _remove(settings: Settings, document: str, manifest: str | None) -> int:
    async with _migrated(settings) as store:
        return await remove(store, manifest=manifest, document_id=document)


@asynccontextmanager
async def _migrated(settings: Settings) -> AsyncIterator[Store]:
    async with opened(settings.database_url) as store:
        if await pending(store):
            raise NotMigrated("The database is not up to date: run python commands.py migrate")
        yield store


@contextmanager
def _progress(doing: str) -> Iterator[Report]:
    """Show that work goes on, and each step that it reports."""
    console = Console(stderr=True, highlight=False, markup=False)
    with console.status(f"{doing} …"):
        yield lambda step: console.print(f"{doing}: {step}")


def main() -> None:
    """Run one command; say in a line what the person at the terminal can mend."""
    try:
        cli()
    except (CannotListen, NotMigrated, Unreachable) as problem:
        sys.stderr.write(f"{problem}\n")
        raise SystemExit(1) from None
    except Refused as refused:
        sys.stderr.writelines(f"{fault.message}\n" for fault in refused.faults)
        raise SystemExit(1) from None
    except OnlyOne as problem:
        sys.stderr.write(f"{problem}\n")
        raise SystemExit(WRONG_SETTINGS) from None


if __name__ == "__main__":
    main()
