"""What whoever runs the website may decide: documented, checked at the start, told in a line."""

import re
import subprocess
import sys

import pytest

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


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("WEBSITE_PROT", "1", "WEBSITE_PROT is not a setting of the website."),
        ("WEBSITE_API_URL", "ftp://x", "WEBSITE_API_URL cannot be used: "),
        ("WEBSITE_HOME", "natverk", "WEBSITE_HOME cannot be used: "),
        ("WEBSITE_TIME_ZONE", "Stockholm", "WEBSITE_TIME_ZONE cannot be used: "),
        ("WEBSITE_PATIENCE", "0", "WEBSITE_PATIENCE cannot be used: "),
        ("WEBSITE_PREVIEW_SECRET", "short", "WEBSITE_PREVIEW_SECRET cannot be used: "),
    ],
)
def test_what_cannot_be_used_is_told_in_a_line(name: str, value: str, said: str) -> None:
    end = website({name: value}, "serve")

    assert (end.returncode, end.stdout) == (2, "")
    assert end.stderr.startswith(said)
    assert end.stderr.count("\n") == 1
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
