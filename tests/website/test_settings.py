"""What whoever runs the website may decide: documented, checked at the start, told in a line."""

import re
import subprocess
import sys

from examples.website.documents import FOLDER
from examples.website.settings import PREFIX, Settings
from settings import CHECKOUT
from tests.test_commands import LONG_ENOUGH, environment

_ROW = re.compile(rf"^\| `{PREFIX}(\w+)` \| `(.*)` \|", re.MULTILINE)


def test_all_settings_are_documented() -> None:
    table = dict(_ROW.findall((FOLDER / "README.md").read_text("utf-8")))

    defaults = {name.upper(): it.default for name, it in Settings.model_fields.items()}
    said = {
        name: getattr(it, "get_secret_value", lambda it=it: it)() for name, it in defaults.items()
    }
    assert table == {name: str(it) for name, it in said.items()}


WRONG = {
    "WEBSITE_PROT": ("1", "is not a setting of the website."),
    "WEBSITE_API_URL": ("ftp://x", "cannot be used: Value error, write an address like "),
    "WEBSITE_HOME": ("natverk", "cannot be used: Value error, write a path like "),
    "WEBSITE_TIME_ZONE": ("Stockholm", "cannot be used: Value error, write the name of a "),
    "WEBSITE_PATIENCE": ("0", "cannot be used: Input should be greater than 0"),
    "WEBSITE_PREVIEW_SECRET": ("short", "cannot be used: Value error, a secret has 32 "),
}
"""Settings that cannot be used, and what is said of each."""


def test_what_cannot_be_used_is_told_in_a_line_each_and_all_at_once() -> None:
    end = website({name: value for name, (value, _) in WRONG.items()}, "serve")

    told = end.stderr.splitlines()
    assert (end.returncode, end.stdout, len(told)) == (2, "", len(WRONG))
    for line, (name, (_, said)) in zip(told, WRONG.items(), strict=True):
        assert line.startswith(f"{name} {said}")
    assert "short" not in end.stderr


def website(settings: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a command of the website's."""
    return subprocess.run(
        [sys.executable, "-m", "examples.website", *arguments],
        cwd=CHECKOUT,
        env=environment(settings),
        check=False,
        capture_output=True,
        text=True,
        timeout=LONG_ENOUGH,
    )
