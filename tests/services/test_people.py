"""Who somebody says they are: what is taken, what is not, and how that is told."""

import pytest

from services.identity.people import SAID, Person, email_key, faults_of, password_faults, tidied
from tests.identities import ASA, PASSWORD


@pytest.mark.parametrize(
    "email", ["asa@example.org", "åsa.öberg+x@bibliotek.example.org", "o'hara@räksmörgås.example"]
)
def test_an_address_is_taken(email: str) -> None:
    assert faults_of(Person(email, "Åsa"), "sv") == []


@pytest.mark.parametrize(
    "email",
    [
        "",
        "asa",
        "asa@",
        "@example.org",
        "asa@example",
        "asa@example..org",
        "asa@@example.org",
        "a sa@example.org",
        "asa@example.org\n",
        "asa@example.org, bo@example.org",
        "Åsa <asa@example.org>",
        "a\0sa@example.org",
        "a\ud800sa@example.org",
        f"{'a' * 250}@example.org",
        f"{'ß' * 200}@example.org",
    ],
)
def test_what_is_no_address_is_not(email: str) -> None:
    [fault] = faults_of(Person(email, "Åsa"), "sv")

    assert (fault.code, fault.path) == ("EMAIL_INVALID", ("email",))
    assert fault.message == SAID["EMAIL_INVALID"]["sv"]


@pytest.mark.parametrize("name", ["", "Å" * 201, "Å\nsa", "Å\0sa", "\u202eÅsa"])
def test_what_is_no_name_is_not(name: str) -> None:
    [fault] = faults_of(Person("asa@example.org", name), "en")

    assert (fault.code, fault.path) == ("NAME_INVALID", ("name",))


def test_all_faults_are_told_at_once() -> None:
    assert [it.code for it in faults_of(Person("", ""), "sv")] == ["EMAIL_INVALID", "NAME_INVALID"]


def test_blanks_around_are_taken_away() -> None:
    assert tidied(Person(" asa@example.org\n", "\tÅsa  Öberg ")) == Person(
        "asa@example.org", "Åsa  Öberg"
    )


def test_an_address_is_the_same_however_it_is_written() -> None:
    written = ["Åsa@Example.org", "åsa@example.org", "A\u030asa@EXAMPLE.ORG ", "ÅSA@example.org"]

    assert {email_key(it) for it in written} == {"åsa@example.org"}


@pytest.mark.parametrize(
    ("password", "code"),
    [
        (PASSWORD, None),
        ("aaaaaaaaaaaa", None),  # no rules of composition
        ("å" * 12, None),
        ("x" * 1_000, None),
        ("x" * 11, "PASSWORD_SHORT"),
        ("å" * 11, "PASSWORD_SHORT"),
        ("", "PASSWORD_SHORT"),
        ("x" * 1_001, "PASSWORD_LONG"),
        ("asa@example.org", "PASSWORD_GUESSABLE"),
        (" ASA@example.org ", "PASSWORD_GUESSABLE"),
        ("Åsa Öberg-Lindström", "PASSWORD_GUESSABLE"),
        ("åsa öberg-lindström", "PASSWORD_GUESSABLE"),
    ],
)
def test_a_password_is_long_and_not_what_is_tried_first(password: str, code: str | None) -> None:
    told = password_faults(password, Person(ASA.email, "Åsa Öberg-Lindström"), "sv")

    assert [it.code for it in told] == ([] if code is None else [code])
    assert all(it.message == SAID[it.code]["sv"] for it in told)


def test_every_fault_is_told_in_both_languages() -> None:
    assert {code: sorted(told) for code, told in SAID.items()} == {
        code: ["en", "sv"] for code in SAID
    }
