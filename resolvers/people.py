"""What administrators' mutations about people do: from an input to an act, and to its outcome."""

from collections.abc import Iterable
from typing import Any

from resolvers.outcomes import Doing, Outcome, Said
from services.privacy.disclosing import disclose
from services.privacy.erasing import Erasure, erase
from services.privacy.traces import Trace


async def export(doing: Doing, said: Said) -> Outcome:
    """Tell all that is held on a person."""
    return Outcome({"person": await disclose(doing.store, doing.actor, said["id"])})


async def remove(doing: Doing, said: Said) -> Outcome:
    """Erase a person, or tell what that would come to."""
    other = said.get("replace_with")
    erasure = await erase(
        doing.store,
        doing.actor,
        said["id"],
        replace_with=other,
        scrub=bool(said.get("scrub")),
        dry_run=bool(said.get("dry_run")),
    )
    values = {"erasure": _told(erasure), "replacement": other}
    return Outcome(values, moment=erasure.moment if erasure.done else None)


def _told(erasure: Erasure) -> dict[str, Any]:
    held = erasure.held
    return {
        "done": erasure.done,
        "moment": erasure.moment,
        "versions": len(held.versions),
        "events": len(held.events),
        "receipts": len(held.receipts),
        "named": [
            {
                "content_id": it.entry,
                "type": it.kind.upper(),
                "version": it.version,
                "field": it.relation,
                "alone": it.only,
            }
            for it in held.places
        ],
        "mentioned": _mentions(held.mentions),
        "remaining": _mentions(erasure.remaining),
        "forgotten": erasure.forgotten,
    }


def _mentions(traces: Iterable[Trace]) -> list[dict[str, Any]]:
    return [
        {
            "table": it.table,
            "key": it.key,
            "column": it.column,
            "locale": it.locale,
            "content_id": it.entry,
            "version": it.version,
            "what": it.kind,
            "around": it.around,
        }
        for it in traces
    ]
