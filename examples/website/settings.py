"""What whoever runs the website decides: environment variables, read here and nowhere else.

A name that begins with ``WEBSITE_`` and is not known, or a value that cannot be used, ends the
program.
"""

import os
import sys
from typing import Annotated
from zoneinfo import available_timezones

from pydantic import AfterValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

PREFIX = "WEBSITE_"
SHORTEST_SECRET = 32


def _address(text: str) -> str:
    if text and not text.startswith(("http://", "https://")):
        raise ValueError("write an address like https://natverk.example.org")
    return text.rstrip("/")


def _path(text: str) -> str:
    if not text.startswith("/") or text.startswith("//"):
        raise ValueError("write a path like /natverk-for-bibliotekspersonal")
    return text


def _zone(name: str) -> str:
    if name not in available_timezones():
        raise ValueError("write the name of a time zone like Europe/Stockholm")
    return name


def _long_enough(secret: SecretStr) -> SecretStr:
    if 0 < len(secret.get_secret_value()) < SHORTEST_SECRET:
        raise ValueError(f"a secret has {SHORTEST_SECRET} characters or more")
    return secret


Address = Annotated[str, AfterValidator(_address)]
Seconds = Annotated[float, Field(gt=0, le=60)]


class Settings(BaseSettings):
    """Each field is read from ``WEBSITE_`` and its name; an empty value counts as none."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_ignore_empty=True, frozen=True)

    api_url: Address = "http://127.0.0.1:8000"
    public_api_url: Address = ""
    url: Address = ""
    host: str = "127.0.0.1"
    port: Annotated[int, Field(ge=0, le=65_535)] = 8001
    home: Annotated[str, AfterValidator(_path)] = "/natverk-for-bibliotekspersonal"
    time_zone: Annotated[str, AfterValidator(_zone)] = "Europe/Stockholm"
    patience: Seconds = 0.5
    timeout: Seconds = 5
    kept_hours: Annotated[float, Field(ge=0, le=8_760)] = 24
    kept_bytes: Annotated[int, Field(ge=0)] = 20_000_000
    preview_secret: Annotated[SecretStr, AfterValidator(_long_enough)] = SecretStr("")
    preview_token: SecretStr = SecretStr("")

    @property
    def origin(self) -> str:
        """Where visitors find the website."""
        return self.url or f"http://{self.host}:{self.port}"

    @property
    def calendars(self) -> str:
        """Where visitors' own calendars find the API."""
        return self.public_api_url or self.api_url


def settings_or_exit() -> Settings:
    """Read the environment, or say what is wrong with it and end the program."""
    known = {f"{PREFIX}{name.upper()}" for name in Settings.model_fields}
    given = {name for name in os.environ if name.upper().startswith(PREFIX)}
    faults = [f"{name} is not a setting of the website." for name in sorted(given - known)]
    try:
        settings = Settings()
    except ValidationError as error:
        faults += [
            f"{PREFIX}{str(fault['loc'][0]).upper()} cannot be used: {fault['msg']}"
            for fault in error.errors(include_input=False, include_url=False)
        ]
    if faults:
        sys.stderr.write("\n".join(faults) + "\n")
        raise SystemExit(2)
    return settings


def environment(**added: str) -> dict[str, str]:
    """Give this process's environment, with something added, for a program that it starts."""
    return {**os.environ, **added}
