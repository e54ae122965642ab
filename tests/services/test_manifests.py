"""Manifests are read in three forms, and what is wrong in one is told at once, by its place."""

import json
from typing import Any

import pytest

from services.documents.document_ids import digest_of, read_id
from services.documents.manifests import APOLLO, Listed, read_manifest
from services.errors import Refused

TEXT, OTHER = "{ networks { totalCount } }", "{ pages { totalCount } }"
DIGEST = digest_of(TEXT)
BARE = DIGEST.removeprefix("sha256:")
MD5 = "0cc175b9c0f1b6a831c399e269772661"


def apollo(*operations: Any, **more: Any) -> Any:
    return {"format": APOLLO, "version": 1, "operations": list(operations), **more}


def read(said: Any) -> tuple[Listed, ...]:
    return read_manifest(json.dumps(said).encode())


def faults(content: bytes) -> list[str]:
    with pytest.raises(Refused) as refusal:
        read_manifest(content)
    assert {it.code for it in refusal.value.faults} == {"BAD_USER_INPUT"}
    return [it.message for it in refusal.value.faults]


@pytest.mark.parametrize("known_as", [MD5, MD5 + "abcdef12", "x-app:Listing.1", "Listing"])
def test_an_object_of_texts_is_read_whatever_the_ids_were_made_with(known_as: str) -> None:
    assert read({known_as: TEXT}) == (Listed(f"key {known_as!r}", known_as, TEXT),)


@pytest.mark.parametrize("known_as", [DIGEST, BARE])
def test_a_digest_is_known_in_one_form(known_as: str) -> None:
    assert read({known_as: TEXT}) == (Listed(f"key {known_as!r}", DIGEST, TEXT),)


def test_apollos_list_is_read() -> None:
    listing = {"id": BARE, "name": "Listing", "type": "query", "body": TEXT}
    other = {"id": "own-id", "name": "Other", "type": "query", "body": OTHER}

    assert read(apollo(listing, other)) == (
        Listed("operations[0]", DIGEST, TEXT),
        Listed("operations[1]", "own-id", OTHER),
    )


def test_a_file_may_begin_with_a_byte_order_mark() -> None:
    assert read_manifest(b"\xef\xbb\xbf" + json.dumps({MD5: TEXT}).encode())[0].text == TEXT


def test_what_is_no_json_is_told_by_line_and_column() -> None:
    [told] = faults(b'{\n  "a": "{ networks",\n}')

    assert told.startswith("line 3, column 1: no JSON (")
    assert "codegen's persisted-documents.json" in told


@pytest.mark.parametrize("content", [b"\xff\xfe", b"[" * 100_000, b"[" + b"1" * 5_000 + b"]"])
def test_what_cannot_even_be_read_is_told(content: bytes) -> None:
    [told] = faults(content)

    assert told.startswith("no JSON in UTF-8 (")


@pytest.mark.parametrize(
    ("said", "beginning"),
    [
        ([], "line 1: an object was expected"),
        ({}, "the manifest lists no document"),
        (apollo(), "the manifest lists no document"),
        (apollo(version=2), "keys 'format' and 'version'"),
        (apollo(format="relay"), "keys 'format' and 'version'"),
        ({"operations": []}, "keys 'format' and 'version'"),
        (apollo(operations={"a": 1}), "key 'operations': a list was expected"),
    ],
)
def test_a_file_of_another_form_is_refused(said: Any, beginning: str) -> None:
    [told] = faults(json.dumps(said).encode())

    assert told.startswith(beginning)


def test_all_that_is_wrong_is_told_at_once_by_its_place() -> None:
    told = faults(
        f'{{"no id!": "{TEXT}", "a": 5, "sha256:{"0" * 64}": "{TEXT}", "b": "{TEXT}",'
        f'"b": "{OTHER}", "{"c" * 201}": "{TEXT}", "": "{TEXT}"}}'.encode()
    )

    assert [it.partition(": ")[0] for it in told] == [
        "key 'no id!'",
        "key 'a'",
        f"key 'sha256:{'0' * 64}'",
        "key 'b'",
        f"key '{'c' * 201}'",
        "key ''",
    ]
    assert told[2].endswith("the text has another SHA-256; build the manifest anew")


@pytest.mark.parametrize("operation", [None, [], {}, {"id": 1, "body": TEXT}, {"id": "a"}])
def test_an_operation_without_id_or_text_is_told_by_its_number(operation: Any) -> None:
    [told] = faults(json.dumps(apollo({"id": "ok", "body": TEXT}, operation)).encode())

    assert told.startswith("operations[1]: ")


@pytest.mark.parametrize(
    ("said", "read"),
    [
        (BARE, DIGEST),
        (DIGEST, DIGEST),
        (DIGEST.upper(), None),
        (BARE.upper(), BARE.upper()),
        ("sha256:abc", None),
        ("md5:abc", None),
        ("x-own:abc", "x-own:abc"),
        ("x-:abc", None),
        ("näver", None),
        ("a\n", None),
        ("", None),
        ("a" * 200, "a" * 200),
        ("a" * 201, None),
    ],
)
def test_an_id_is_written_as_the_specification_says(said: str, read: str | None) -> None:
    assert read_id(said) == read
