"""``make website``: the website and the API that it asks, with one command.

If no API answers where the website asks, the one of this checkout is started, and ended with it.
This is the only module that knows of it, and it knows no more than an operator does: its commands.
"""

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final
from urllib.parse import urlsplit

import httpx

from examples.website.documents import FOLDER, MANIFEST
from examples.website.serving import serve
from examples.website.settings import Settings, environment, settings_or_exit

CHECKOUT: Final = FOLDER.parent.parent
HERE: Final = ("127.0.0.1", "localhost")
LONG_ENOUGH: Final = 60


def main() -> int:
    """Show the website beside the API, until it is stopped."""
    settings = settings_or_exit()
    signal.signal(signal.SIGTERM, lambda number, _: sys.exit(128 + number))  # and end the API
    with api(settings):
        load = ("documents", "load", str(MANIFEST), "--manifest", "website")
        if subprocess.run(command(*load), cwd=CHECKOUT, check=False).returncode:
            return 1
        serve(settings)
    return 0


@contextmanager
def api(settings: Settings) -> Iterator[None]:
    """Have an API to ask: the one that answers, or else one of our own."""
    place = urlsplit(settings.api_url)
    if ready(settings) or place.hostname not in HERE:
        yield
        return
    said = environment(KNUTPUNKT_PORT=str(place.port or 80))
    with subprocess.Popen(command("serve"), cwd=CHECKOUT, env=said) as process:
        try:
            until = time.monotonic() + LONG_ENOUGH
            while not ready(settings) and process.poll() is None and time.monotonic() < until:
                time.sleep(0.1)
            if process.poll() is not None:
                raise SystemExit(process.returncode)
            yield
        finally:
            process.terminate()


def ready(settings: Settings) -> bool:
    """Tell whether an API answers, and has all that it needs for that."""
    try:
        return httpx.get(f"{settings.api_url}/readyz", timeout=2).is_success
    except httpx.HTTPError:
        return False


def command(*arguments: str) -> list[str]:
    """Give a command of the API's, as an operator writes it."""
    return [sys.executable, "commands.py", *arguments]


if __name__ == "__main__":
    raise SystemExit(main())
