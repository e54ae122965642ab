"""What is counted while operations are answered, told at ``/metrics`` to Prometheus.

The rules: what is counted belongs to one application, and costs an operation next to nothing; of
several workers any tells the numbers of all together, and none of them ever goes down.
"""

import os
from bisect import bisect_left
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager
from time import perf_counter
from typing import Any

from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector
from starlette.requests import Request
from starlette.responses import Response

from resolvers.deprecations import NOTHING
from resolvers.documents import Operation
from resolvers.gate import Gate
from web.headers import CLOSE
from web.watching.families import BUCKETS, SECONDS, SUM, lasting, processes, told
from web.watching.shared import Slot

__all__ = ["GONE", "OK", "OUTCOME", "Measures", "Slot", "metrics"]

OK = "ok"
GONE = "CLIENT_GONE"
OUTCOME = "knutpunkt.outcome"
"""Where a request's scope has what came of it."""

SOCKETS, STREAMS = "socket", "events"
PID = "pid"
"""What a worker says beside its numbers."""


class Measures(Collector):
    """The counters of an application; ``gate`` gives what is open, as soon as it is.

    ``slot`` is where a worker tells its numbers to the others, and finds those of the worker that
    it replaces.
    """

    def __init__(self, gate: Callable[[], Gate | None], slot: Slot | None = None) -> None:
        self._gate = gate
        self._slot = slot
        self._counted = Counter[str]({f"operations {OK}": 0, "operations_in_flight": 0, SUM: 0})
        self._counted["valkey_failures"] = 0
        self._counted.update(dict.fromkeys(BUCKETS, 0))
        self._counted.update({f"streams {it}": 0 for it in (SOCKETS, STREAMS)})
        self.messages = Counter({"in": 0, "out": 0})
        self._before = lasting(slot.read()) if slot else {}
        self._plans = (0, 0)
        if slot:
            slot.write({**self._before, PID: os.getpid()})

    def begin(self) -> float:
        """Count an operation that begins; give what ``end`` wants to have."""
        began = perf_counter()
        self._counted["operations_in_flight"] += 1
        if self._slot:
            self._say()
        return began

    def end(self, began: float, outcome: str) -> None:
        """Count an operation that ended: ``ok``, or the code of its fault."""
        seconds = perf_counter() - began
        counted: dict[str, float] = self._counted  # type: ignore[assignment]
        counted["operations_in_flight"] -= 1
        counted[SUM] += seconds
        counted[BUCKETS[bisect_left(SECONDS, seconds)]] += 1
        counted[f"operations {outcome}"] += 1
        if self._slot:
            self._say()

    def noticed(self, operation: Operation, variables: Mapping[str, Any]) -> None:
        """Count which deprecated parts of the schema an operation uses."""
        if operation.uses is not NOTHING:
            self._counted.update(f"deprecated_uses {it}" for it in operation.uses.by(variables))

    def missed(self) -> None:
        """Count that Valkey was asked, and did not answer."""
        self._counted["valkey_failures"] += 1

    @contextmanager
    def held(self, kind: str) -> Iterator[None]:
        """Count a connection of ``SOCKETS`` or ``STREAMS`` while the context lasts."""
        self._counted[f"streams {kind}"] += 1
        try:
            yield
        finally:
            self._counted[f"streams {kind}"] -= 1

    def collect(self) -> Iterator[Metric]:
        """Give all metrics, as ``generate_latest`` wants them."""
        self._say()
        everybody = self._slot.everybody() if self._slot else {0: self._numbers()}
        total = Counter[str]()
        for numbers in everybody.values():
            total.update(numbers)
        gate = self._gate()
        for coordinate in gate.documents.deprecations.coordinates if gate else ():
            total[f"deprecated_uses {coordinate}"] += 0
        yield from told(total)
        pids = {str(worker or ""): int(it.get(PID, 0)) for worker, it in everybody.items()}
        yield from processes({worker: pid for worker, pid in pids.items() if pid})

    def _say(self) -> None:
        """Tell the other workers."""
        if self._slot:
            self._slot.write(self._numbers())

    def _numbers(self) -> dict[str, float]:
        """Give all numbers of this process, and of those that it replaces."""
        numbers = Counter[str](self._before)
        numbers.update(self._counted)
        numbers.update({f"stream_messages {way}": it for way, it in self.messages.items()})
        if gate := self._gate():
            numbers.update(looked_up(gate))
            made = gate.documents.tally.made + gate.plans.made
            if self._plans[0] != made:  # else there are as many as before: counting them takes long
                self._plans = made, gate.documents.plans() + gate.trusted.plans()
            numbers["plans_kept"] = self._plans[1]
        return {**numbers, PID: os.getpid()}


def looked_up(gate: Gate) -> dict[str, int]:
    """Give what the caches and the store know of themselves."""
    documents, trusted = gate.documents.tally, gate.trusted.tally
    plans, readers = gate.plans, gate.store.usage
    return {
        "documents_kept": len(gate.documents),
        "documents_hits": documents.hits,
        "documents_misses": documents.made,
        "trusted_documents_kept": len(gate.trusted),
        "trusted_documents_hits": trusted.hits,
        "trusted_documents_misses": trusted.made,
        "plans_hits": plans.hits,
        "plans_misses": plans.made,
        "statements": gate.store.statements,
        "readers busy": readers.busy,
        "readers idle": readers.idle,
        "readers_waiting": readers.waiting,
    }


def metrics(measures: Measures) -> Callable[[Request], Awaitable[Response]]:
    """Serve what ``measures`` counted; each time to a new connection, which any worker may get."""

    async def answer(request: Request) -> Response:
        body = generate_latest(measures)
        headers = {"Content-Type": CONTENT_TYPE_LATEST, "Cache-Control": "no-store", **CLOSE}
        return Response(body, headers=headers)

    return answer
