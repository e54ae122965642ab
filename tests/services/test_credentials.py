"""Secrets: long, told apart by what they begin with, and known to nobody by their digest."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.identity.credentials import Kind, digest_of, is_such, new_secret


@pytest.mark.parametrize("kind", Kind)
def test_a_secret_says_what_it_is_and_holds_256_bits(kind: Kind) -> None:
    secrets = {new_secret(kind) for _ in range(100)}

    assert len(secrets) == 100
    assert all(re.fullmatch(rf"{kind}[0-9a-f]{{64}}", it) for it in secrets)
    assert all(is_such(it, kind) for it in secrets)
    assert not any(is_such(it, *(set(Kind) - {kind})) for it in secrets)


def test_a_digest_is_the_sha_256() -> None:
    assert digest_of("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


@given(st.text(st.characters(), max_size=90))
def test_whatever_somebody_shows_is_looked_at_without_an_accident(text: str) -> None:
    assert is_such(text, *Kind) is False
    assert len(digest_of(text)) == 64
