"""Trusting documents from a terminal: a manifest is loaded whole or not at all, and told why."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from services.documents.document_ids import digest_of
from services.documents.manifests import APOLLO
from tests.test_commands import fresh, run

__all__ = ["fresh"]

LISTING = "query Listing { networks { nodes { title } } }"
PAGE = 'query Page { page(path: "/") { title } }'
DEAR = "query Dear { networks(first: 100) { nodes { meetings(first: 30) { nodes { title } } } } }"


@pytest.fixture
def site(fresh: dict[str, str], tmp_path: Path) -> dict[str, str]:
    """Settings of an installation that has its tables."""
    assert run(fresh, "migrate").returncode == 0
    return fresh


def written(folder: Path, said: Any, name: str = "site.json") -> str:
    path = folder / name
    path.write_text(json.dumps(said), "utf-8")
    return str(path)


def test_documents_are_loaded_listed_and_removed(site: dict[str, str], tmp_path: Path) -> None:
    codegen = written(tmp_path, {digest_of(LISTING): LISTING, digest_of(PAGE): PAGE})
    operation = {"id": "page", "name": "Page", "type": "query", "body": PAGE}
    apollo = {"format": APOLLO, "version": 1, "operations": [operation]}

    first = run(site, "documents", "load", codegen)
    again = run(site, "documents", "load", codegen)
    other = run(site, "documents", "load", written(tmp_path, apollo), "--manifest", "app")
    listed = run(site, "documents", "list").stdout.splitlines()
    gone = run(site, "documents", "remove", "page")
    left = run(site, "documents", "list", "--manifest", "site").stdout.splitlines()
    rest = run(site, "documents", "remove", "--manifest", "site")

    assert first.stdout == "site: 2 ids added, 0 known already, 0 removed.\n"
    assert again.stdout == "site: 0 ids added, 2 known already, 0 removed.\n"
    assert other.stdout == "app: 1 ids added, 0 known already, 0 removed.\n"
    assert [line.split("\t")[:3] for line in listed] == [
        ["app", "page", "Page"],
        *sorted((["site", digest_of(LISTING), "Listing"], ["site", digest_of(PAGE), "Page"])),
    ]
    assert {len(line.split("\t")) for line in listed} == {4}
    assert gone.stdout == "2 ids removed.\n"
    assert [line.split("\t")[1] for line in left] == [digest_of(LISTING)]
    assert rest.stdout == "1 ids removed.\n"


def test_removing_what_is_not_there_is_told(site: dict[str, str]) -> None:
    ends = [
        run(site, "documents", "remove", "page"),
        run(site, "documents", "remove", "--manifest", "app"),
    ]

    assert [(end.returncode, end.stdout, end.stderr) for end in ends] == [
        (1, "", "Nothing trusted is called page: see `list`.\n"),
        (1, "", "Nothing trusted is called app: see `list`.\n"),
    ]


def test_a_manifest_is_replaced_when_it_is_named(site: dict[str, str], tmp_path: Path) -> None:
    run(site, "documents", "load", written(tmp_path, {"old": LISTING}))
    new = written(tmp_path, {"new": PAGE})

    unnamed = run(site, "documents", "load", new, "--replace")
    named = run(site, "documents", "load", new, "--replace", "--manifest", "site")

    assert unnamed.returncode == 2
    assert "--manifest" in unnamed.stderr
    assert named.stdout == "site: 1 ids added, 0 known already, 1 removed.\n"
    assert run(site, "documents", "list").stdout.split("\t")[1] == "new"


def test_all_that_is_wrong_is_told_and_nothing_is_loaded(
    site: dict[str, str], tmp_path: Path
) -> None:
    end = run(
        {**site, "KNUTPUNKT_EDITOR_COST": "3000"},
        "documents",
        "load",
        written(
            tmp_path,
            {
                "good": LISTING,
                "unparsed": "{",
                "unknown": "query A { networks { nope } }\nquery B { none }",
                "large": "{ networks(first: 500) { totalCount } }",
                "dear": DEAR,
            },
        ),
    )

    assert (end.returncode, end.stdout) == (1, "")
    assert end.stderr.splitlines() == [
        "key 'unparsed': line 1, column 2: Syntax Error: Expected Name, found <EOF>.",
        "key 'unknown': line 1, column 22: Cannot query field 'nope' on type 'NetworkConnection'.",
        "key 'unknown': line 2, column 11: Cannot query field 'none' on type 'Query'.",
        "key 'large': `first` is 500: ask for 0 to 100 at a time, and page on from there.",
        "key 'dear': it may cost 3201, and 3000 is allowed",
    ]
    assert run(site, "documents", "list").stdout == ""


def test_what_visitors_may_not_spend_is_loaded_and_told(
    site: dict[str, str], tmp_path: Path
) -> None:
    end = run(site, "documents", "load", written(tmp_path, {"dear": DEAR}))

    assert end.stdout == "site: 1 ids added, 0 known already, 0 removed.\n"
    assert end.stderr == "key 'dear': for a visitor, it may cost 3201, and 2000 is allowed\n"


def test_what_the_schema_takes_no_longer_is_told_in_the_list(
    site: dict[str, str], tmp_path: Path
) -> None:
    run(site, "documents", "load", written(tmp_path, {"gone": LISTING, "page": PAGE}))
    with closing(sqlite3.connect(tmp_path / "knutpunkt.db")) as database, database:
        said = "UPDATE trusted_document SET text = '{ gone }' WHERE id = ?"
        database.execute(said, [digest_of(LISTING)])

    gone, page = run(site, "documents", "list").stdout.splitlines()

    assert gone.split("\t")[4:] == ["line 1, column 3: Cannot query field 'gone' on type 'Query'."]
    assert page.split("\t")[4:] == []


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("load", "nowhere.json"), 2, "does not exist"),
        (("remove",), 2, "--manifest"),
        (("remove", "page", "--manifest", "site"), 2, "--manifest"),
        (("list",), 1, "The database is not up to date: run python commands.py migrate\n"),
    ],
)
def test_what_cannot_be_done_is_told(
    fresh: dict[str, str], tmp_path: Path, arguments: tuple[str, ...], code: int, said: str
) -> None:
    (tmp_path / "knutpunkt.db").touch()

    end = run(fresh, "documents", *arguments)

    assert end.returncode == code
    assert said in end.stderr


def test_a_file_whose_name_is_no_name_needs_one(site: dict[str, str], tmp_path: Path) -> None:
    path = written(tmp_path, {"a": LISTING}, "my documents.json")

    end = run(site, "documents", "load", path)

    assert end.returncode == 1
    assert end.stderr.startswith("'my documents': no name for a manifest")
    assert run(site, "documents", "load", path, "--manifest", "site").returncode == 0
