"""What an operator decides: every setting, read from the environment here and nowhere else.

A name that nobody knows and a value that cannot be used stop the program before it does
anything: a setting that is silently ignored is found out too late.
"""

import ipaddress
import os
import re
import sys
from difflib import get_close_matches
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, ValidationError
from pydantic_core import PydanticCustomError
from pydantic_settings import BaseSettings, SettingsConfigDict

from services.database.address import Address, Dialect
from services.database.storage import Unreachable
from services.documents.bounds import USUAL_BOUNDS, Bounds
from services.feeds.addresses import Site
from services.policy import Allowance
from services.rates.sharing import BadAddress, expect_address

CHECKOUT = Path(__file__).resolve().parent
PREFIX = "KNUTPUNKT_"
WRONG_SETTINGS = 2
"""The exit code of a program whose settings cannot be used."""

HOST = r"([a-z0-9.-]+|\[[0-9a-f:.]+\])(:\d{1,5})?"
ORIGIN = re.compile(r"[a-z][a-z0-9+.-]*://" + HOST)
"""An origin as browsers write it (RFC 6454, section 6.2): no path, nothing in capitals."""

LEAST_RATE = 1_000
"""What may be spent in a minute at least: some requests that are refused, and some pages."""

EXPORTER = "opentelemetry.exporter"
INSTALLING = (
    "what it needs is not installed: "
    "run .venv/bin/python -m pip install --require-hashes -r requirements-tracing.lock"
)


def _known_database(url: str) -> str:
    try:
        Address.parse(url)
    except Unreachable as error:
        raise PydanticCustomError("database_url", "{reason}", {"reason": str(error)}) from None
    return url


def _known_origins(text: str) -> str:
    names = [name.strip() for name in text.split(",")] if text else []
    wrong = next((name for name in names if not ORIGIN.fullmatch(name)), None)
    if wrong is not None and names != ["*"]:
        reason = f"{wrong!r} is no origin: write it like https://www.example.org, or * alone"
        raise PydanticCustomError("cors_origins", "{reason}", {"reason": reason})
    return text


def _known_proxies(text: str) -> str:
    names = [name.strip() for name in text.split(",")]
    wrong = next((name for name in names if not _is_network(name)), None)
    if wrong is not None and names != ["*"]:
        reason = (
            f"{wrong!r} is no address and no network: write 192.0.2.1 or 10.0.0.0/8, or * alone"
        )
        raise PydanticCustomError("trusted_proxies", "{reason}", {"reason": reason})
    return ",".join(names)


def _is_network(text: str) -> bool:
    try:
        ipaddress.ip_network(text)
    except ValueError:
        return False
    return True


def _known_valkey(url: str) -> str:
    try:
        if url:
            expect_address(url)
    except BadAddress as error:
        raise PydanticCustomError("valkey_url", "{reason}", {"reason": str(error)}) from None
    return url


def _usable_rate(rate: int) -> int:
    if 0 < rate < LEAST_RATE:
        reason = f"it must be {LEAST_RATE} or more, or 0 for no limit"
        raise PydanticCustomError("rate", "{reason}", {"reason": reason})
    return rate


def _installed(tracing: str) -> str:
    if tracing != "off" and not (find_spec("opentelemetry") and find_spec(EXPORTER)):
        raise PydanticCustomError("not_installed", "{reason}", {"reason": INSTALLING})
    return tracing


def _known_url(text: str) -> str:
    if text and not re.fullmatch(r"https?://" + HOST, text):
        reason = f"{text!r} is no address of a server: write it like https://natverk.example.org"
        raise PydanticCustomError("public_url", "{reason}", {"reason": reason})
    return text


def _known_page(text: str) -> str:
    bare = text.replace("{language}", "sv")
    if text and not re.fullmatch(r"https?://" + HOST + r"/[^\s{}<>\"]*\{slug\}[^\s{}<>\"]*", bare):
        example = "https://www.example.org/kalendarium/{slug}"
        reason = f"{text!r} is no address of a page: write it like {example}"
        raise PydanticCustomError("meeting_page", "{reason}", {"reason": reason})
    return text


DatabaseURL = Annotated[str, AfterValidator(_known_database)]
PublicUrl = Annotated[str, AfterValidator(_known_url)]
MeetingPage = Annotated[str, AfterValidator(_known_page)]
Origins = Annotated[str, AfterValidator(_known_origins)]
Limit = Annotated[int, Field(ge=1, le=1_000_000)]
Port = Annotated[int, Field(ge=0, le=65_535)]
Tracing = Annotated[Literal["off", "otlp"], AfterValidator(_installed)]
Proxies = Annotated[str, AfterValidator(_known_proxies)]
Rate = Annotated[int, Field(ge=0), AfterValidator(_usable_rate)]
ValkeyURL = Annotated[str, AfterValidator(_known_valkey)]
Hours = Annotated[int, Field(ge=1, le=8_760)]
Seconds = Annotated[float, Field(gt=0, le=3_600)]


class BadSettings(Exception):
    """The environment cannot be used; the message has a line for each fault, and how to mend it."""


class Settings(BaseSettings):
    """Each field is read from ``KNUTPUNKT_`` and its name; an empty value counts as none."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_ignore_empty=True, frozen=True)

    database_url: DatabaseURL = Field(default=f"sqlite://{CHECKOUT / 'knutpunkt.db'}", repr=False)
    host: str = "127.0.0.1"
    port: Port = 8000
    workers: Annotated[int, Field(ge=1, le=100)] = 1
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    log_format: Literal["auto", "json", "pretty"] = "auto"
    access_log: bool = False
    metrics: bool = True
    tracing: Tracing = "off"
    pool_size: Annotated[int, Field(ge=0, le=500)] = 0
    pool_timeout: Seconds = 5
    statement_timeout: Seconds = 9
    write_timeout: Seconds = 29
    operation_timeout: Seconds = 10
    mutation_timeout: Seconds = 30
    body_limit: Annotated[int, Field(ge=1_000, le=100_000_000)] = 1_000_000
    greeting_timeout: Seconds = 10
    heartbeat: Seconds = 15
    socket_operations: Annotated[int, Field(ge=1, le=1_000)] = 50
    streams_per_address: Annotated[int, Field(ge=1)] = 100
    documents: Literal["open", "apq", "trusted"] = "open"
    visitor_cost: Annotated[int, Field(ge=1)] = 2_000
    editor_cost: Annotated[int, Field(ge=1)] = 20_000
    visitor_rate: Rate = 600_000
    editor_rate: Rate = 1_200_000
    valkey_url: ValkeyURL = Field(default="", repr=False)
    explorer: Literal["signed-in", "all", "off"] = "signed-in"
    session_lifetime: Hours = 336
    session_idle: Hours = 24
    public_url: PublicUrl = ""
    meeting_page: MeetingPage = ""
    document_characters: Limit = USUAL_BOUNDS.characters
    document_lines: Limit = USUAL_BOUNDS.lines
    document_tokens: Limit = USUAL_BOUNDS.tokens
    document_operations: Limit = USUAL_BOUNDS.operations
    most_depth: Limit = USUAL_BOUNDS.depth
    most_fields: Limit = USUAL_BOUNDS.fields
    most_aliases: Limit = USUAL_BOUNDS.aliases
    most_places: Limit = USUAL_BOUNDS.repeated
    most_directives: Limit = USUAL_BOUNDS.directives
    most_errors: Limit = USUAL_BOUNDS.errors
    most_introspected: Limit = USUAL_BOUNDS.values
    cors_origins: Origins = ""
    trusted_proxies: Proxies = "127.0.0.1"
    shutdown_timeout: Annotated[int, Field(ge=0, le=3_600)] = 40

    @property
    def dialect(self) -> Dialect:
        """Which kind of database it is."""
        return Address.parse(self.database_url).dialect

    @property
    def home(self) -> str:
        """The address of this server, for links that lead back to it."""
        return self.public_url or f"http://{self.host}:{self.port}"

    @property
    def site(self) -> Site:
        """Where people find what they are led to."""
        return Site(self.home, self.meeting_page)

    @property
    def bounds(self) -> Bounds:
        """How large a document may be."""
        return Bounds(
            characters=self.document_characters,
            lines=self.document_lines,
            tokens=self.document_tokens,
            operations=self.document_operations,
            depth=self.most_depth,
            fields=self.most_fields,
            aliases=self.most_aliases,
            repeated=self.most_places,
            directives=self.most_directives,
            errors=self.most_errors,
            values=self.most_introspected,
        )

    @property
    def allowance(self) -> Allowance:
        """What an operation may cost: not more than may be spent in a minute, if that is less."""
        visitor, editor = self.visitor_cost, self.editor_cost
        return Allowance(
            min(visitor, self.visitor_rate or visitor), min(editor, self.editor_rate or editor)
        )


def read_settings() -> Settings:
    """Read the environment; raises ``BadSettings`` when any of it cannot be used."""
    faults = [*_strangers()]
    try:
        settings = Settings()
    except ValidationError as error:
        faults += _faults(error)
    if faults:
        raise BadSettings("\n".join(faults))
    return settings


def settings_or_exit() -> Settings:
    """Read the environment, or say what is wrong with it and end the program."""
    try:
        return read_settings()
    except BadSettings as fault:
        sys.stderr.write(f"{fault}\n")
        raise SystemExit(WRONG_SETTINGS) from None


def _strangers() -> list[str]:
    known = [field.upper() for field in Settings.model_fields]
    given = [name.upper() for name in sorted(os.environ) if name.upper().startswith(PREFIX)]
    return [_stranger(name, known) for name in given if name.removeprefix(PREFIX) not in known]


def _stranger(name: str, known: list[str]) -> str:
    near = get_close_matches(name.removeprefix(PREFIX), known, n=1)
    hint = f"did you mean {PREFIX}{near[0]}?" if near else "docs/operations.md lists the settings."
    return f"{name} is not a setting: {hint}"


def _faults(error: ValidationError) -> list[str]:
    return [
        f"{PREFIX}{str(fault['loc'][0]).upper()} cannot be used: {fault['msg']}"
        for fault in error.errors(include_input=False, include_url=False)
    ]
