"""The browser of the tests: the machine's own Chromium, since none can come with a Python package.

The rule: it speaks to this machine only, whatever a page or the browser itself would like to ask.
"""

import shutil
from typing import Final

NAMES: Final = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")

ARGUMENTS: Final = (
    "--no-sandbox",  # the tests may run as root, where there is none
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-domain-reliability",
    "--disable-sync",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)


def program() -> str | None:
    """Tell where Chromium is on this machine, if it is there."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)
