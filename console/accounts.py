"""What is done about accounts and tokens from a terminal, which needs no right but to be there.

The rule: a password is asked for without being shown, or read from standard input; it never
stands in a command line, where others read it. A secret is printed once, alone, on standard output.
"""

import asyncio
import sys
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Annotated
from uuid import UUID

import typer

from models.account import Role
from services.database.migrating import migrated
from services.database.storage import Store, opened
from services.identity import accounts as people
from services.identity import tokens as programs
from services.identity.passwords import Passwords
from services.identity.people import Person
from services.identity.sign_in_links import new_link
from services.identity.tokens import Terms
from settings import Settings, settings_or_exit

DAY = timedelta(days=1)
YEAR, MONTH = 365 * DAY, 30 * DAY

accounts = typer.Typer(help="Accounts of people.", no_args_is_help=True)
tokens = typer.Typer(help="API tokens of programs.", no_args_is_help=True)

Act = Callable[[Settings, Store], Awaitable[None]]
Email = Annotated[str, typer.Argument(help="The e-mail address.")]
Link = Annotated[
    bool, typer.Option("--link", help="Print a link to choose a password by, once, instead.")
]
TokenName = Annotated[str, typer.Argument(help="What the token is for.")]


@accounts.command("add")
def add_account(
    email: Email,
    name: Annotated[str, typer.Option(help="The person's name.")],
    role: Annotated[Role, typer.Option(case_sensitive=False, help="What they may do.")],
    link: Link = False,
) -> None:
    """Make an account, with a password or a link to choose one by."""

    async def act(settings: Settings, store: Store) -> None:
        person = Person(email, name)
        kept = None if link else await people.computed(Passwords(), _password(), person, "en")
        made = await people.add_account(store, person, role, _now(), kept)
        if link:
            await _print_link(settings, store, made)

    _run(act)


@accounts.command("password")
def change_password(email: Email, link: Link = False) -> None:
    """Give an account another password, or a link to choose one by; ends its sessions."""

    async def act(settings: Settings, store: Store) -> None:
        account = await people.found(email)
        if link:
            await _print_link(settings, store, account.id)
            return
        person = Person(account.email or "", account.name)
        kept = await people.computed(Passwords(), _password(), person, "en")
        await people.give_password(store, account.id, kept)

    _run(act)


@accounts.command("role")
def change_role(email: Email, role: Annotated[Role, typer.Argument(case_sensitive=False)]) -> None:
    """Give an account another role; ends its sessions."""

    async def act(_: Settings, store: Store) -> None:
        await people.give_role(store, (await people.found(email)).id, role)

    _run(act)


@accounts.command("list")
def list_accounts() -> None:
    """List all accounts."""

    async def act(_: Settings, __: Store) -> None:
        rows = [
            (it.email or "–", it.name, it.role, _state(it.disabled_at, it.password))
            for it in await people.listed()
        ]
        _print_table(("E-MAIL", "NAME", "ROLE", "STATE"), rows)

    _run(act)


@accounts.command("disable")
def disable_account(
    email: Email,
    undo: Annotated[bool, typer.Option("--undo", help="Let them in again.")] = False,
) -> None:
    """Let nobody in under an account any more; ends its sessions. What they wrote stays."""

    async def act(_: Settings, store: Store) -> None:
        account = await people.found(email)
        if undo:
            await people.enable(store, account.id)
        else:
            await people.disable(store, account.id, _now())

    _run(act)


@tokens.command("add")
def add_token(
    name: TokenName,
    role: Annotated[Role, typer.Option(case_sensitive=False, help="What it may do.")] = Role.STAFF,
    preview: Annotated[
        bool, typer.Option("--preview", help="It shows drafts of public content, and no more.")
    ] = False,
    expires: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="Its last day (UTC); else a year, or 30 days."),
    ] = None,
) -> None:
    """Make a token and print it, this once."""
    chosen = Role.PREVIEW if preview else role

    async def act(_: Settings, store: Store) -> None:
        now = _now()
        last = expires.replace(tzinfo=UTC) + DAY if expires else None
        usual = now + (MONTH if chosen is Role.PREVIEW else YEAR)
        typer.echo(await programs.add_token(store, Terms(name, chosen, last or usual), now))
        sys.stderr.write("It is not shown again: keep it where nobody else reads it.\n")

    _run(act)


@tokens.command("revoke")
def revoke_token(name: TokenName) -> None:
    """Make a token worthless, at once."""

    async def act(_: Settings, store: Store) -> None:
        await programs.revoke(store, name, _now())

    _run(act)


@tokens.command("list")
def list_tokens() -> None:
    """List the tokens that are good, and when each was used last."""

    async def act(_: Settings, __: Store) -> None:
        rows = [
            (it.name, it.role, _when(it.expires_at), _when(it.used_at))
            for it in await programs.listed(_now())
        ]
        _print_table(("NAME", "ROLE", "EXPIRES", "LAST USED"), rows)

    _run(act)


async def first_link(settings: Settings) -> str | None:
    """Make the link by which the first administrator comes in; none once one can."""
    async with opened(settings.database_url) as store:
        waiting = await people.first_administrator(store, _now())
        return None if waiting is None else await new_link(store, waiting, _now())


def sign_in_address(server: str, secret: str) -> str:
    """Tell where to go with the secret of a link."""
    return f"{server}/sign-in?link={secret}"


def _run(act: Act) -> None:
    settings = settings_or_exit()

    async def run() -> None:
        async with migrated(settings.database_url) as store:
            await act(settings, store)

    asyncio.run(run())


async def _print_link(settings: Settings, store: Store, account: UUID) -> None:
    server = settings.public_url or f"http://{settings.host}:{settings.port}"
    typer.echo(sign_in_address(server, await new_link(store, account, _now())))
    sys.stderr.write("It works once, within 24 hours: send it where only they read it.\n")


def _password() -> str:
    if sys.stdin.isatty():
        asked: str = typer.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
        return asked
    return sys.stdin.readline().removesuffix("\n")


def _print_table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    widths = [max(map(len, column)) for column in zip(head, *rows, strict=True)]
    for row in (head, *rows):
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        typer.echo("  ".join(cells).rstrip())


def _state(disabled_at: datetime | None, password: str | None) -> str:
    if disabled_at is not None:
        return "disabled"
    return "no password yet" if password is None else "active"


def _when(moment: datetime | None) -> str:
    return "never" if moment is None else f"{moment:%Y-%m-%d %H:%M} UTC"


def _now() -> datetime:
    return datetime.now(UTC)
