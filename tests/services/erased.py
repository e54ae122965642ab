"""A person to be erased, who is in all states at once, and every byte that a database holds."""

import unicodedata
from pathlib import Path
from uuid import UUID

import asyncpg

from models import Contact
from models.account import Role
from services.content.publishing import publish
from services.content.saving import create, update
from services.database.storage import Store
from services.policy import viewer_of
from services.view import Actor
from tests.services.acting import LATEST, editor, writer

NAME, EMAIL, MOBILE = "Åsa O'Quist-Örn", "asa.quist@example.org", "070-123 45 67"
ADMIN = UUID("0190a000-0000-7000-8000-0000000ad000")
HIDDEN = "Har skyddad identitet"


def admin() -> Actor:
    """Ada, who may erase people."""
    return Actor(viewer_of(Role.ADMIN, ADMIN, "Ada"), LATEST, "sv")


async def person(store: Store, name: str = NAME, **more: object) -> UUID:
    """Save a contact, a draft."""
    return (await create(store, writer(), Contact, {"name": name, **more})).entry


async def known(store: Store) -> UUID:
    """Save a contact in several versions, published and scheduled."""
    said = {"email": EMAIL, "phone": "0380-55 51 00", "mobile": MOBILE, "internal_note": HIDDEN}
    made = await create(store, writer(), Contact, {"name": NAME, **said}, key="asa", note=NAME)
    await publish(store, editor(), [made.entry], note=f"Nu är {NAME} med")
    await update(store, writer(), Contact, made.entry, 1, {"name": "Åsa Örn", "slug": "chefen"})
    await publish(store, editor(), [made.entry], at=LATEST.replace(year=2030))
    await update(store, writer(), Contact, made.entry, 2, {"email": "asa.orn@example.org"})
    return made.entry


async def held(database: str) -> bytes:
    """Read every byte of the database: of the files, or of all its tables."""
    if database.startswith("sqlite"):  # the index of the WAL, -shm, holds numbers alone
        path = Path(database.removeprefix("sqlite://"))
        files = sorted(it for it in path.parent.glob(f"{path.name}*") if it.suffix != ".db-shm")
        return b"".join(it.read_bytes() for it in files)
    connection = await asyncpg.connect(database)
    tables = await connection.fetch(
        "SELECT oid::regclass::text AS name FROM pg_class "
        "WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
    )
    parts = []
    for table in tables:
        rows = await connection.fetch(f"SELECT t::text FROM {table['name']} t")
        parts += [row[0].encode() for row in rows]
    await connection.close()
    return b"\n".join(parts)


def said(data: bytes, *texts: str) -> list[str]:
    """Tell which texts are in the bytes, whatever their case and however they are composed."""
    low = unicodedata.normalize("NFC", data.decode("utf-8", "replace").lower())
    return [it for it in texts if it.lower() in low]


MARKS = (
    NAME,
    "Åsa Örn",
    EMAIL,
    "asa.orn@example.org",
    MOBILE,
    "0380-55 51 00",
    HIDDEN,
    "asa-oquist",
)
