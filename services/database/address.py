"""Where the database is. Nothing else reads a database's URL, and no message repeats its password.

``sqlite:///absolute/path`` or ``sqlite://relative/path``;
``postgresql://user:password@host:port/name``, or over a socket ``postgresql://user@/name?host=/folder``.
"""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, Self
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from models.engines.errors import Unreachable

Dialect = Literal["sqlite", "postgresql"]

FORMS = "use sqlite:///absolute/path, sqlite://relative/path or postgresql://user@host:port/name"


@dataclass(frozen=True, slots=True)
class Address:
    """A database's place: a file for SQLite, what asyncpg connects to for PostgreSQL."""

    dialect: Dialect
    target: str = field(repr=False)
    name: str
    """What people may read: the target without its password."""

    @classmethod
    def parse(cls, url: str) -> Self:
        """Read a URL, or raise `Unreachable`."""
        scheme, separator, rest = url.partition("://")
        if scheme == "sqlite" and separator:
            return cls._file(rest)
        if scheme in ("postgresql", "postgres") and separator:
            return cls._server(url)
        raise Unreachable(f"The database's URL cannot be read: {FORMS}.")

    @classmethod
    def _file(cls, path: str) -> Self:
        if path in ("", "/") or path.startswith(":memory:") or "?" in path:
            raise Unreachable(f"The database must be a file: {FORMS}.")
        return cls("sqlite", unquote(path), f"sqlite://{path}")

    @classmethod
    def _server(cls, url: str) -> Self:
        try:
            parts = urlsplit(url)
            place = f"{_host(parts)}{parts.path}"
            user = f"{parts.username}@" if parts.username else ""
        except ValueError:  # its words may repeat the password
            raise Unreachable(f"The database's URL cannot be read: {FORMS}.") from None
        return cls("postgresql", url, f"postgresql://{user}{place}")

    @property
    def path(self) -> Path:
        """The file of a SQLite database."""
        return Path(self.target)


def _host(parts: SplitResult) -> str:
    port = f":{parts.port}" if parts.port else ""
    folder = parse_qs(parts.query).get("host", [""])[0]
    return (parts.hostname or folder) + port
