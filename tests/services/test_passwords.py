"""Passwords: what fits, what it costs to find out, and that nobody waits for it."""

import asyncio
import threading
import time
import unicodedata
from typing import Literal

import pytest
from argon2 import Parameters, PasswordHasher, extract_parameters
from argon2.exceptions import Argon2Error
from argon2.low_level import Type

from services.identity.passwords import Passwords
from tests.identities import PASSWORD, QUICK


class Watched(PasswordHasher):
    """Notes in which threads it works, and how many at a time."""

    def __init__(self) -> None:
        super().__init__(time_cost=1, memory_cost=8, parallelism=1)
        self.threads: set[int] = set()
        self.now = self.most = 0

    def hash(self, password: str | bytes, *, salt: bytes | None = None) -> str:
        self.threads.add(threading.get_ident())
        self.now += 1
        self.most = max(self.most, self.now)
        time.sleep(0.01)
        self.now -= 1
        return super().hash(password, salt=salt)


async def test_what_is_kept_is_argon2id_with_a_salt_of_its_own() -> None:
    passwords = Passwords()

    first, second = await passwords.hashed(PASSWORD), await passwords.hashed(PASSWORD)

    assert first != second
    told = extract_parameters(first)
    assert (told.type, told.salt_len, told.hash_len) == (Type.ID, 16, 32)
    assert told.memory_cost * told.time_cost >= 3 * 64 * 1024  # RFC 9106, section 4
    assert [await passwords.fits(PASSWORD, it) for it in (first, second)] == [True, True]


@pytest.mark.parametrize(
    ("typed", "fits"),
    [
        (PASSWORD, True),
        (PASSWORD.upper(), False),
        (f"{PASSWORD} ", False),
        (PASSWORD.replace("y", "Y"), False),
        ("", False),
        ("\ud800", False),
        ("a\0b", False),
    ],
)
async def test_only_the_same_password_fits(typed: str, fits: bool) -> None:
    passwords = Passwords(QUICK)

    assert await passwords.fits(typed, await passwords.hashed(PASSWORD)) is fits


async def test_a_password_fits_however_its_letters_are_composed() -> None:
    passwords = Passwords(QUICK)
    kept = await passwords.hashed("ångström ﬁ Å")

    for form in ("NFC", "NFD", "NFKC", "NFKD"):
        assert await passwords.fits(unicodedata.normalize(form, "ångström ﬁ Å"), kept)


class Asked(PasswordHasher):
    """Notes what passwords were compared with, and how that ended."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[tuple[Parameters, str]] = []

    def verify(self, hash: str | bytes, password: str | bytes) -> Literal[True]:
        end = "fits"
        try:
            return super().verify(hash, password)
        except Argon2Error as error:
            end = type(error).__name__
            raise
        finally:
            self.asked.append((extract_parameters(str(hash)), end))


async def test_nobodys_password_costs_what_anybodys_does_and_none_fits() -> None:
    hasher = Asked()
    passwords = Passwords(hasher)
    kept = await passwords.hashed(PASSWORD)

    fits = [await passwords.fits("fem ord i en rad", it) for it in (kept, None)]

    assert (fits, passwords.computed) == ([False, False], 3)
    # computed to the end, with the same parameters, and found to be another
    assert hasher.asked == [(extract_parameters(kept), "VerifyMismatchError")] * 2


async def test_what_is_kept_and_is_no_hash_fits_nothing() -> None:
    assert await Passwords(QUICK).fits(PASSWORD, "fyra ord i en rad") is False


async def test_other_parameters_are_noticed() -> None:
    kept = await Passwords(QUICK).hashed(PASSWORD)

    assert Passwords(QUICK).is_outdated(kept) is False
    assert Passwords().is_outdated(kept) is True


async def test_two_are_computed_at_a_time_beside_the_loop() -> None:
    hasher = Watched()
    passwords = Passwords(hasher)

    await asyncio.gather(*(passwords.hashed(PASSWORD) for _ in range(8)))

    assert (hasher.most, passwords.computed) == (2, 8)
    assert threading.get_ident() not in hasher.threads


async def test_who_gives_up_waiting_takes_no_turn() -> None:
    hasher = Watched()
    passwords = Passwords(hasher, at_once=1)

    first, *others = (asyncio.create_task(passwords.hashed(PASSWORD)) for _ in range(4))
    await asyncio.sleep(0)
    for task in others:
        task.cancel()
    await asyncio.gather(first, *others, return_exceptions=True)
    await passwords.hashed(PASSWORD)

    assert (first.cancelled(), [it.cancelled() for it in others]) == (False, [True] * 3)
    assert hasher.most == 1
