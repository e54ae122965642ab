"""Accounts and tokens from a terminal: what is asked for, what is printed, what is refused.

Most of it runs in this process, in a thread with a loop of its own: a program takes seconds to
start.
"""

import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

import httpx
import pytest
from typer.testing import CliRunner

from commands import cli
from services.errors import Refused
from tests.test_commands import run, running, said, told_address

PASSWORD = "fyra ord i en rad\n"
ASA = ("account", "add", "asa@example.org", "--name", "Åsa Öberg", "--role", "admin")


class End(NamedTuple):
    """How a command ended."""

    returncode: int
    stdout: str
    stderr: str


def command(settings: dict[str, str], *arguments: str, typed: str = "") -> End:
    """Run a command in this process, to the end."""
    runner = CliRunner(env=settings)
    with ThreadPoolExecutor(1) as thread:
        end = thread.submit(runner.invoke, cli, arguments, input=typed).result()
    refused = f"{end.exception}\n" if isinstance(end.exception, Refused) else ""
    return End(end.exit_code, end.stdout, end.stderr + refused)


@pytest.fixture
def migrated(tmp_path: Path) -> dict[str, str]:
    """Settings of an installation whose database has its tables."""
    settings = {
        "KNUTPUNKT_DATABASE_URL": f"sqlite://{tmp_path}/knutpunkt.db",
        "KNUTPUNKT_PORT": "0",
    }
    assert command(settings, "migrate").returncode == 0
    return settings


def test_the_first_start_prints_a_link_until_somebody_used_it(migrated: dict[str, str]) -> None:
    links = []
    for _ in range(2):
        with running(migrated, "commands.py", "serve") as process:
            links.append(said(process, "Sign in  ").split()[0])
            told_address(process)

    form = {"email": "asa@example.org", "name": "Åsa", "password": PASSWORD.strip()}
    with running(migrated, "commands.py", "serve") as process:
        link = said(process, "Sign in  ").split()[0]
        address, secret = link.split("/sign-in?link=")
        old = httpx.post(f"{address}/sign-in", data={**form, "link": links[0].split("=")[1]})
        new = httpx.post(f"{address}/sign-in", data={**form, "link": secret})
        process.terminate()
        rest = list(process.stdout or ())
    with running(migrated, "commands.py", "serve") as process:
        process.terminate()
        after = list(process.stdout or ())

    assert (old.status_code, new.status_code) == (410, 303)
    assert len({*links, link}) == 3
    assert "kp_" not in "".join([*rest, *after])


def test_an_account_is_made_listed_and_shut_out(migrated: dict[str, str]) -> None:
    made = command(migrated, *ASA, typed=PASSWORD)
    again = command(migrated, *ASA, typed=PASSWORD)
    short = command(migrated, "account", "password", "ASA@example.org", typed="kort\n")
    changed = command(
        migrated, "account", "password", "ASA@example.org", typed="fem ord på en rad\n"
    )
    last = command(migrated, "account", "disable", "asa@example.org")
    listed = command(migrated, "account", "list")

    assert (made.returncode, made.stdout, made.stderr) == (0, "", "")
    assert (again.returncode, again.stderr) == (1, "Somebody has this e-mail address already.\n")
    assert short.returncode == 1
    assert short.stderr.startswith("Choose a password of at least 12 characters")
    assert (changed.returncode, changed.stderr) == (0, "")
    assert (last.returncode, last.stderr) == (
        1,
        "This is the last administrator who can sign in: make another one first.\n",
    )
    assert listed.stdout.splitlines() == [
        "E-MAIL           NAME       ROLE   STATE",
        "asa@example.org  Åsa Öberg  ADMIN  active",
    ]
    assert "rad" not in str([made, again, short, last, listed])


def test_an_account_gets_a_link_a_role_and_is_shut_out_for_a_while(
    migrated: dict[str, str],
) -> None:
    settings = {**migrated, "KNUTPUNKT_PUBLIC_URL": "https://natverk.example.org"}
    bo = ("bo@example.org",)
    made = command(settings, "account", "add", *bo, "--name", "Bo", "--role", "editor", "--link")
    role = command(settings, "account", "role", *bo, "writer")
    shut = command(settings, "account", "disable", *bo)
    out = command(settings, "account", "list")
    back = command(settings, "account", "disable", *bo, "--undo")
    nobody = command(settings, "account", "disable", "eva@example.org")
    ends = command(settings, "account", "list")

    assert re.fullmatch(
        r"https://natverk\.example\.org/sign-in\?link=kp_link_[0-9a-f]{64}\n", made.stdout
    )
    assert [it.returncode for it in (made, role, shut, back, nobody)] == [0, 0, 0, 0, 1]
    assert nobody.stderr == "There is no account with this e-mail address.\n"
    assert out.stdout.splitlines()[1] == "bo@example.org  Bo    WRITER  disabled"
    assert ends.stdout.splitlines()[1] == "bo@example.org  Bo    WRITER  no password yet"


def test_a_token_is_printed_once_listed_and_revoked(migrated: dict[str, str]) -> None:
    made = command(migrated, "token", "add", "Webbplatsen", "--expires", "2999-12-31")
    preview = command(migrated, "token", "add", "Testsidan", "--preview")
    past = command(migrated, "token", "add", "Sent", "--expires", "2020-12-31")
    revoked = command(migrated, "token", "revoke", "Testsidan")
    again = command(migrated, "token", "revoke", "Testsidan")
    listed = command(migrated, "token", "list")

    assert re.fullmatch(r"kp_token_[0-9a-f]{64}\n", made.stdout)
    assert made.stderr == "It is not shown again: keep it where nobody else reads it.\n"
    assert re.fullmatch(r"kp_preview_[0-9a-f]{64}\n", preview.stdout)
    assert (past.returncode, past.stderr) == (1, "A token must expire later than now.\n")
    assert [revoked.returncode, again.returncode] == [0, 1]
    assert listed.stdout.splitlines() == [
        "NAME         ROLE   EXPIRES               LAST USED",
        "Webbplatsen  STAFF  3000-01-01 00:00 UTC  never",
    ]


@pytest.mark.parametrize("command", ["account", "token"])
def test_a_database_that_waits_for_migrations_is_told(tmp_path: Path, command: str) -> None:
    (tmp_path / "knutpunkt.db").touch()

    end = run({"KNUTPUNKT_DATABASE_URL": f"sqlite://{tmp_path}/knutpunkt.db"}, command, "list")

    assert end.returncode == 1
    assert end.stderr == "The database is not up to date: run python commands.py migrate\n"
