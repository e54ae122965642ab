"""The website in a process of its own, as its operator starts and ends it."""

import signal
import socket

import httpx

from examples.website.documents import manifest
from examples.website.rendering import renderer
from examples.website.settings import Settings
from tests.test_commands import LONG_ENOUGH, running, said
from tests.website.filling import Filled
from tests.website.test_settings import website


def test_it_tells_where_it_is_serves_and_ends(api: str) -> None:
    settings = {"WEBSITE_API_URL": api, "WEBSITE_PORT": "0"}
    with running(settings, "-m", "examples.website", "serve") as process:
        address = said(process, "Website  ")
        page = httpx.get(address, follow_redirects=True)
        head = httpx.head(page.url)
        sent = httpx.post(address)
        process.send_signal(signal.SIGINT)
        process.wait(LONG_ENOUGH)

    assert page.status_code == 200
    assert f'rel="canonical" href="{page.url}"' in page.text
    assert "server" not in page.headers
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["Content-Length"] == str(len(page.content))
    assert sent.status_code == 405


def test_a_port_that_is_taken_is_told_in_a_line() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        end = website({"WEBSITE_PORT": str(port)}, "serve")

    assert (end.returncode, end.stdout) == (1, "")
    assert end.stderr == f"Cannot listen on 127.0.0.1 port {port}: address already in use.\n"


def test_no_visitor_waits_for_templates() -> None:
    environment = renderer(Settings()).environment

    assert environment.cache is not None
    assert sorted(name for _, name in environment.cache) == environment.list_templates()


def test_the_list_for_the_api_is_printed() -> None:
    assert website({}, "manifest").stdout == manifest()


def test_one_command_shows_the_website_beside_an_api_of_its_own(filled: Filled) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    settings = {**filled.settings, "WEBSITE_API_URL": address, "WEBSITE_PORT": "0"}
    with running(settings, "-m", "examples.website.beside") as process:
        known = said(process, "website: ")
        page = httpx.get(said(process, "Website  "), follow_redirects=True)
        ready = httpx.get(f"{address}/readyz")

    assert known == "0 ids added, 7 known already, 0 removed."
    assert (page.status_code, ready.status_code) == (200, 200)
    with socket.socket() as gone:
        assert gone.connect_ex(("127.0.0.1", port)) != 0  # what it started has ended with it


def test_one_command_asks_the_api_that_is_there(api: str, filled: Filled) -> None:
    settings = {**filled.settings, "WEBSITE_API_URL": api, "WEBSITE_PORT": "0"}
    with running(settings, "-m", "examples.website.beside") as process:
        page = httpx.get(said(process, "Website  "), follow_redirects=True)

    assert page.status_code == 200
    assert httpx.get(f"{api}/readyz").status_code == 200
