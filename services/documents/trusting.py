"""Which documents are trusted: loading a manifest, looking one up, listing, removing.

A document is trusted as long as a manifest lists it. A front-end in people's browsers is older
than the one that was built last, so loading adds; what is old goes when its manifest is replaced
or removed.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tortoise.expressions import Q, Subquery

from models.document import ManifestLine, TrustedDocument
from services.compiler.compiling import DIALECTS
from services.database.storage import Store
from services.documents.document_ids import digest_of, read_id
from services.documents.manifests import Listed
from services.errors import Fault, Refused

AT_A_TIME = 200
"""How many rows are written in one statement."""


@dataclass(frozen=True, slots=True)
class Trusted:
    """A trusted document: its digest and its text."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """A manifest's line: the document, its operations' names, and the id that it has there."""

    manifest: str
    known_as: str
    id: str
    text: str
    operations: tuple[str, ...]
    loaded_at: datetime


@dataclass(frozen=True, slots=True)
class Loaded:
    """What loading a manifest came to, in ids: new to it, there before, and no longer listed."""

    added: int
    known: int
    removed: int


async def find(store: Store, document_id: str) -> Trusted | None:
    """Look up the document of an id, by its digest or by what a manifest calls it."""
    place = DIALECTS[store.dialect].parameter(1)
    row = await store.read(
        f"SELECT id, text FROM trusted_document WHERE id = {place} UNION ALL "
        "SELECT d.id, d.text FROM manifest_line l JOIN trusted_document d ON d.id = l.document_id "
        f"WHERE l.known_as = {place} LIMIT 1",
        [document_id],
    )
    return Trusted(*row) if row else None


async def load(
    store: Store,
    manifest: str,
    listed: Sequence[Listed],
    operations: Mapping[str, Sequence[str]],
    moment: datetime,
    *,
    replace: bool = False,
) -> Loaded:
    """Trust what a manifest lists; with ``replace``, nothing else under its name any longer.

    ``operations`` are the names of each text's operations. Raises ``Refused`` where an id stands
    for another text already; then nothing is changed.
    """
    lines = {it.known_as: digest_of(it.text) for it in listed}
    async with store.writing():
        mine = ManifestLine.filter(manifest=manifest)
        before = {it.known_as: it.document_id for it in await mine}
        if replace:
            await mine.delete()
        await _expect_free(lines)
        await _keep({it.text for it in listed}, operations, moment)
        await _list(manifest, {it: lines[it] for it in lines if replace or it not in before})
        await _forget_unlisted()
    known = len(lines.items() & before.items())
    return Loaded(len(lines) - known, known, len(before.keys() - lines.keys()) if replace else 0)


async def lines_of(manifest: str | None = None) -> list[Line]:
    """List what is trusted, by manifest and then by id; of one manifest if it is named."""
    asked = ManifestLine.all() if manifest is None else ManifestLine.filter(manifest=manifest)
    return [
        Line(
            it.manifest,
            it.known_as,
            it.document.id,
            it.document.text,
            tuple(it.document.operations),
            it.document.loaded_at,
        )
        for it in await asked.select_related("document").order_by("manifest", "known_as")
    ]


async def remove(store: Store, *, manifest: str | None = None, document_id: str = "") -> int:
    """Trust a manifest's lines no longer, or else those of one document; give their number."""
    async with store.writing():
        if manifest is not None:
            found = await ManifestLine.filter(manifest=manifest).delete()
        else:
            one = read_id(document_id) or document_id
            named = Q(known_as=one) | Q(document_id=one)
            ids = await ManifestLine.filter(named).values_list("document_id", flat=True)
            found = await ManifestLine.filter(document_id__in=ids).delete()
        await _forget_unlisted()
    return found


async def _expect_free(lines: Mapping[str, str]) -> None:
    """Refuse ids that stand for another text in some manifest."""
    faults = [
        Fault(
            "BAD_USER_INPUT",
            f"{it.known_as}: this id stands for another text in the manifest {it.manifest!r}; "
            "replace that manifest, or remove it first",
        )
        for some in _parts(list(lines))
        for it in await ManifestLine.filter(known_as__in=some).order_by("known_as", "manifest")
        if it.document_id != lines[it.known_as]
    ]
    if faults:
        raise Refused(*faults)


async def _keep(
    texts: Collection[str], operations: Mapping[str, Sequence[str]], moment: datetime
) -> None:
    documents = [
        TrustedDocument(
            id=digest_of(it), text=it, operations=list(operations[it]), loaded_at=moment
        )
        for it in texts
    ]
    for some in _parts(documents):
        await TrustedDocument.bulk_create(some, ignore_conflicts=True)


async def _list(manifest: str, lines: Mapping[str, str]) -> None:
    rows = [ManifestLine(manifest=manifest, known_as=it, document_id=lines[it]) for it in lines]
    for some in _parts(rows):
        await ManifestLine.bulk_create(some)


async def _forget_unlisted() -> None:
    listed = Subquery(ManifestLine.all().values("document_id"))
    await TrustedDocument.filter(id__not_in=listed).delete()


def _parts(whole: list[Any]) -> Iterator[list[Any]]:
    """Cut a list into pieces that fit into one statement."""
    return (whole[at : at + AT_A_TIME] for at in range(0, len(whole), AT_A_TIME))
