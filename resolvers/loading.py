"""From a manifest to trusted documents: each is checked as if it were asked, before any is kept.

The rule: all that is wrong is told at once, by the manifest's own places, and then nothing is
loaded. What only visitors may not spend is loaded, and told.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from graphql import GraphQLSchema

from resolvers.checking import Checked, checked
from services.database.storage import Store
from services.documents.bounds import USUAL_BOUNDS, Bounds
from services.documents.manifests import Listed, read_manifest
from services.documents.trusting import Line, Loaded, lines_of, load, remove
from services.errors import Fault, Refused, bad_input
from services.policy import Allowance

__all__ = ["Manifest", "Refused", "listed", "load_manifest", "remove"]

NAME = re.compile(r"[\w.~-]{1,100}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Manifest:
    """A file of documents: what its front-end is called here, and what the file holds."""

    name: str
    content: bytes


async def load_manifest(
    schema: GraphQLSchema,
    store: Store,
    manifest: Manifest,
    moment: datetime,
    allowance: Allowance,
    *,
    replace: bool,
    bounds: Bounds = USUAL_BOUNDS,
) -> tuple[Loaded, list[str]]:
    """Trust a manifest's documents; give what came of it, and what is worth a second look.

    With ``replace``, what this manifest listed before and lists no longer is not trusted any more.
    Raises ``Refused``.
    """
    if not NAME.fullmatch(manifest.name):
        said = "no name for a manifest (letters, digits and . _ ~ -, 100 at most); give --manifest"
        raise bad_input(f"{manifest.name!r}: {said}")
    lines = read_manifest(manifest.content)
    found = {it.text: checked(schema, it.text, bounds) for it in lines}
    faults = [fault for it in lines for fault in _faults(it, found[it.text], allowance)]
    if faults:
        raise Refused(*faults)
    operations = {text: it.operations for text, it in found.items()}
    loaded = await load(store, manifest.name, lines, operations, moment, replace=replace)
    dear = ((it.place, said) for it in lines for said in _dear(found[it.text], allowance.visitor))
    return loaded, [f"{place}: for a visitor, {said}" for place, said in dear]


async def listed(
    schema: GraphQLSchema, manifest: str | None, bounds: Bounds = USUAL_BOUNDS
) -> list[str]:
    """List what is trusted, a line an id, with tabs between what is told of it.

    At its end stands what the schema, as it is now, has to say against the document.
    """
    return [_line(it, checked(schema, it.text, bounds).faults) for it in await lines_of(manifest)]


def _line(line: Line, faults: Sequence[str]) -> str:
    names = ", ".join(line.operations) or "(no name)"
    loaded = line.loaded_at.isoformat(timespec="seconds")
    return "\t".join((line.manifest, line.known_as, names, loaded, *faults))


def _faults(line: Listed, found: Checked, allowance: Allowance) -> Iterator[Fault]:
    for said in (*found.faults, *_dear(found, allowance.editor)):
        yield Fault("BAD_USER_INPUT", f"{line.place}: {said}")


def _dear(found: Checked, allowed: int) -> Iterator[str]:
    if found.price.total > allowed:
        yield f"it may cost {found.price.total}, and {allowed} is allowed"
