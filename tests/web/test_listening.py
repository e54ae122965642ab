"""Where the server listens, and how those who come from there are known."""

import socket

import pytest

from web.serving.listening import both_ways, listen


@pytest.mark.parametrize("address", ["127.0.0.1", "::1"])
def test_all_addresses_are_those_of_both_families(address: str) -> None:
    with listen("::", 0) as door:
        port = door.getsockname()[1]
        with socket.create_connection((address, port)) as client, door.accept()[0] as taken:
            assert taken.getpeername()[:2] in {
                (address, client.getsockname()[1]),
                (f"::ffff:{address}", client.getsockname()[1]),
            }


def test_one_address_is_that_alone() -> None:
    with listen("::1", 0) as door, pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", door.getsockname()[1]))


@pytest.mark.parametrize(
    ("proxies", "told"),
    [
        ("*", "*"),
        ("127.0.0.1", "127.0.0.1,::ffff:127.0.0.1/128"),
        ("10.0.0.0/8,2001:db8::1", "10.0.0.0/8,2001:db8::1,::ffff:10.0.0.0/104"),
    ],
)
def test_proxies_are_known_by_either_form_of_their_address(proxies: str, told: str) -> None:
    assert both_ways(proxies) == told
