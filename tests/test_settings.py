"""The settings: read from the environment, refused in words, and all of them documented."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import ValidationError

from settings import CHECKOUT, PREFIX, BadSettings, Settings, read_settings, settings_or_exit

OPERATIONS = CHECKOUT / "docs" / "operations.md"


@pytest.fixture(autouse=True)
def _empty_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.upper().startswith(PREFIX)]:
        monkeypatch.delenv(name)


def test_nothing_need_be_set() -> None:
    settings = read_settings()

    assert settings.database_url == f"sqlite://{CHECKOUT}/knutpunkt.db"
    assert (settings.host, settings.port) == ("127.0.0.1", 8000)


def test_the_environment_decides(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KNUTPUNKT_PORT", "9000")
    monkeypatch.setenv("KNUTPUNKT_ACCESS_LOG", "true")

    settings = read_settings()

    assert (settings.port, settings.access_log) == (9000, True)


def test_an_empty_value_counts_as_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KNUTPUNKT_PORT", "")

    assert read_settings() == Settings()


@pytest.mark.parametrize(
    "origins",
    ["*", "https://www.example.org", "http://localhost:5173, https://www.example.org", "app://x"],
)
def test_origins_are_written_as_browsers_write_them(
    monkeypatch: pytest.MonkeyPatch, origins: str
) -> None:
    monkeypatch.setenv("KNUTPUNKT_CORS_ORIGINS", origins)

    assert read_settings().cors_origins == origins


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("KNUTPUNKT_PROT", "did you mean KNUTPUNKT_PORT?"),
        ("KNUTPUNKT_DATABASE", "did you mean KNUTPUNKT_DATABASE_URL?"),
        ("KNUTPUNKT_ZEBRA", "docs/operations.md lists the settings."),
    ],
)
def test_an_unknown_name_is_refused(monkeypatch: pytest.MonkeyPatch, name: str, hint: str) -> None:
    monkeypatch.setenv(name, "1")

    with pytest.raises(BadSettings) as refusal:
        read_settings()

    assert str(refusal.value) == f"{name} is not a setting: {hint}"


@pytest.mark.parametrize(
    ("name", "value", "reason"),
    [
        ("PORT", "http", "Input should be a valid integer, unable to parse string as an integer"),
        ("PORT", "65536", "Input should be less than or equal to 65535"),
        ("LOG_LEVEL", "loud", "Input should be 'debug', 'info', 'warning' or 'error'"),
        ("STATEMENT_TIMEOUT", "0", "Input should be greater than 0"),
        ("OPERATION_TIMEOUT", "0", "Input should be greater than 0"),
        ("BODY_LIMIT", "10", "Input should be greater than or equal to 1000"),
        ("VISITOR_RATE", "999", "it must be 1000 or more, or 0 for no limit"),
        ("EDITOR_RATE", "-1", "Input should be greater than or equal to 0"),
        *(
            (
                "VALKEY_URL",
                url,
                "write it like valkey://host:6379/0, rediss://user:password@host or unix:///path",
            )
            for url in ("localhost:6379", "http://me:secret@host", "redis://host:port")
        ),
        *(
            (
                "MEETING_PAGE",
                page,
                f"{page!r} is no address of a page: write it like "
                "https://www.example.org/kalendarium/{slug}",
            )
            for page in (
                "https://example.org/",
                "/kalendarium/{slug}",
                "https://example.org/{slug}/{slug}",
                "https://example.org/{title}/{slug}",
                "https://{slug}.example.org/",
            )
        ),
        *(
            (
                "TRUSTED_PROXIES",
                f"127.0.0.1, {name}",
                f"{name!r} is no address and no network: write 192.0.2.1 or 10.0.0.0/8, or * alone",
            )
            for name in ("*", "localhost", "10.0.0.1/8", "300.0.0.1", "")
        ),
        *(
            (
                "CORS_ORIGINS",
                f"https://www.example.org,{origin}",
                f"{origin!r} is no origin: write it like https://www.example.org, or * alone",
            )
            for origin in ("*", "example.org", "https://example.org/", "https://EXAMPLE.org", "")
        ),
    ],
)
def test_a_value_that_cannot_be_used_is_refused(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, reason: str
) -> None:
    monkeypatch.setenv(f"KNUTPUNKT_{name}", value)

    with pytest.raises(BadSettings) as refusal:
        read_settings()

    assert str(refusal.value) == f"KNUTPUNKT_{name} cannot be used: {reason}"


@pytest.mark.parametrize(
    ("written", "read"),
    [("*", "*"), ("10.0.0.0/8, ::1", "10.0.0.0/8,::1"), ("2001:db8::/32", "2001:db8::/32")],
)
def test_proxies_are_addresses_and_networks(
    monkeypatch: pytest.MonkeyPatch, written: str, read: str
) -> None:
    monkeypatch.setenv("KNUTPUNKT_TRUSTED_PROXIES", written)

    assert read_settings().trusted_proxies == read


@pytest.mark.parametrize("url", ["redis://h", "rediss://me:secret@h:1/2", "unix:///run/valkey"])
def test_a_valkey_or_a_redis_may_count(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setenv("KNUTPUNKT_VALKEY_URL", url)

    assert read_settings().valkey_url == url
    assert "secret" not in repr(read_settings())


def test_no_refusal_repeats_a_password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KNUTPUNKT_DATABASE_URL", "mysql://me:secret@localhost/knutpunkt")

    with pytest.raises(BadSettings, match="KNUTPUNKT_DATABASE_URL cannot be used") as refusal:
        read_settings()

    assert "secret" not in str(refusal.value)
    assert "secret" not in repr(Settings(database_url="postgresql://me:secret@localhost/knutpunkt"))


def test_all_faults_are_told_at_once_and_end_the_program(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("KNUTPUNKT_PROT", "9000")
    monkeypatch.setenv("KNUTPUNKT_POOL_SIZE", "-1")

    with pytest.raises(SystemExit) as end:
        settings_or_exit()

    assert end.value.code == 2
    assert capsys.readouterr().err == (
        "KNUTPUNKT_PROT is not a setting: did you mean KNUTPUNKT_PORT?\n"
        "KNUTPUNKT_POOL_SIZE cannot be used: Input should be greater than or equal to 0\n"
    )


def test_settings_do_not_change() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        Settings().port = 1


def test_every_setting_is_documented_with_its_default() -> None:
    documented = list(rows(OPERATIONS))

    told = {
        f"{PREFIX}{name.upper()}": default(field.default)
        for name, field in Settings.model_fields.items()
    }
    assert [(name, value) for name, value, _ in documented] == list(told.items())
    assert all(meaning.endswith(".") for *_, meaning in documented)


def rows(page: Path) -> Iterator[tuple[str, str, str]]:
    for line in page.read_text("utf-8").splitlines():
        if found := re.fullmatch(r"\| `(KNUTPUNKT_\w+)` \| `(.*?)` \| (.*) \|", line):
            name, value, meaning = found.groups()
            yield name, value, meaning


def default(value: object) -> str:
    """A default as an operator would write it."""
    written = str(value).lower() if isinstance(value, bool) else str(value)
    return written.replace(str(CHECKOUT), "<checkout>/").replace("//knut", "/knut")
