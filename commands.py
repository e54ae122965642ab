"""The way in from a terminal: ``python commands.py --help`` tells what can be done.

What the person at the terminal can mend (a setting, a port, a database) is said in one line, with
an exit code that is not zero. Progress goes to the error stream, results to standard output.
"""

import asyncio
import socket
import sys
from collections.abc import Sequence
from functools import partial
from typing import Annotated

import typer

from console.accounts import accounts, first_link, sign_in_address, tokens
from console.content import (
    export_content,
    import_from,
    rederive_content,
    rezone_meetings,
    seed_content,
    steps_shown,
)
from console.documents import documents
from console.making import build_explorer, make_migration, print_schema
from console.people import people
from server import build_schema, create_app
from services.database.migrating import NotMigrated, migrate
from services.database.storage import Unreachable
from services.errors import Refused
from settings import WRONG_SETTINGS, Settings, settings_or_exit
from web.serving.listening import CannotListen, Serving, address, listen, serve_on
from web.serving.working import EndedEarly, apart, heed_hangup, work
from web.watching.log import log_to_stderr
from web.watching.shared import Slot, slots

cli = typer.Typer(
    help="Knutpunkt: the networks of a library region, over GraphQL.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


class OnlyOne(Exception):
    """The database is not made for several processes."""


@cli.command("serve")
def serve(
    workers: Annotated[
        int | None, typer.Option(min=1, max=100, help="How many processes; KNUTPUNKT_WORKERS.")
    ] = None,
) -> None:
    """Migrate, seed an empty database, and serve until stopped."""
    settings = settings_or_exit()
    crew = workers or settings.workers
    if crew > 1 and settings.dialect == "sqlite":
        raise OnlyOne("SQLite is served by one process; several workers need PostgreSQL.")
    log_to_stderr(settings.log_level, settings.log_format)
    heed_hangup()
    with listen(settings.host, settings.port) as door:
        settings = settings.model_copy(update={"port": door.getsockname()[1]})
        link = _prepared(settings)
        _tell_where(settings, address(door), link)
        shared = slots(crew) if crew > 1 and settings.metrics else ()
        serve_in = partial(_serve, settings, shared)
        if crew > 1:
            work(door, crew, serve_in, patience=settings.shutdown_timeout)
        else:
            serve_in(door)


def _tell_where(settings: Settings, here: str, link: str | None) -> None:
    if link is not None:
        found = sign_in_address(settings.public_url or here, link)
        typer.echo(f"Sign in  {found} (once, within 24 hours, as the administrator)")
    typer.echo(f"GraphQL  {here}/graphql")
    if settings.explorer != "off":
        typer.echo(f"Explorer {here}/explorer")


@cli.command("migrate")
def migrate_database() -> None:
    """Bring the database's tables up to this version; safe to run again, and by several at once."""
    applied = asyncio.run(_migrate(settings_or_exit()))
    if not applied:
        typer.echo("Nothing to apply.")


@cli.command("seed")
def seed_database() -> None:
    """Write the first content into an empty database."""
    written = asyncio.run(seed_content(settings_or_exit()))
    nothing = "The database has content; nothing was written."
    typer.echo(f"{written} entries written." if written else nothing)


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


def _prepared(settings: Settings) -> str | None:
    with apart(_prepare_all, settings) as link:
        build_schema()  # meanwhile
        return link()


def _prepare_all(settings: Settings) -> str | None:
    return asyncio.run(_prepare(settings))


async def _prepare(settings: Settings) -> str | None:
    await _migrate(settings)
    await seed_content(settings)
    return await first_link(settings)


async def _migrate(settings: Settings) -> list[str]:
    with steps_shown("Migrating") as report:
        return await migrate(settings.database_url, report)


# The order is that of the help: what everybody needs comes first.
cli.command("export")(export_content)
cli.command("import")(import_from)
cli.command("rezone")(rezone_meetings)
cli.command("rederive")(rederive_content)
cli.command("explorer")(build_explorer)
cli.command("schema")(print_schema)
cli.command("makemigration")(make_migration)
cli.add_typer(accounts, name="account")
cli.add_typer(tokens, name="token")
cli.add_typer(documents, name="documents")
cli.add_typer(people, name="person")


def main() -> None:
    """Run one command; say in a line what the person at the terminal can mend."""
    try:
        cli()
    except (CannotListen, EndedEarly, NotMigrated, Unreachable) as problem:
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
