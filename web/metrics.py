"""What is counted while operations are answered, told at ``/metrics`` to Prometheus.

The rule: what is counted belongs to one application, and costs an operation next to nothing: it
is put into the library's form, as what can be looked up, only when it is asked for.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager
from itertools import accumulate
from time import perf_counter
from typing import Any

from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    ProcessCollector,
    generate_latest,
)
from prometheus_client.metrics_core import (
    CounterMetricFamily,
    GaugeMetricFamily,
    HistogramMetricFamily,
    Metric,
)
from prometheus_client.registry import Collector
from starlette.requests import Request
from starlette.responses import Response

from resolvers.deprecations import NOTHING
from resolvers.documents import Operation
from resolvers.gate import Gate
from web.headers import CLOSE

OK = "ok"
GONE = "CLIENT_GONE"
OUTCOME = "knutpunkt.outcome"
"""Where a request's scope has what came of it."""

SOCKETS, STREAMS = "socket", "events"
SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
"""The borders between which durations are counted."""


class Measures(Collector):
    """The counters of an application; ``gate`` gives what is open, as soon as it is.

    ``labels`` are on every line: which worker it is, where there are several.
    """

    def __init__(self, gate: Callable[[], Gate | None], labels: Mapping[str, str]) -> None:
        self._gate = gate
        self._labels = labels
        self._registry = CollectorRegistry()
        ProcessCollector(registry=self._registry)
        self._outcomes = Counter({OK: 0})
        self._deprecated = Counter[str]()
        self._in_flight = 0
        self._seconds = 0.0
        self._durations = [0] * (len(SECONDS) + 1)
        self._held = Counter({SOCKETS: 0, STREAMS: 0})
        self.messages = Counter({"in": 0, "out": 0})

    def begin(self) -> float:
        """Count an operation that begins; give what ``end`` wants to have."""
        self._in_flight += 1
        return perf_counter()

    def end(self, began: float, outcome: str) -> None:
        """Count an operation that ended: ``ok``, or the code of its fault."""
        seconds = perf_counter() - began
        self._in_flight -= 1
        self._seconds += seconds
        self._durations[bisect_left(SECONDS, seconds)] += 1
        self._outcomes[outcome] += 1

    def noticed(self, operation: Operation, variables: Mapping[str, Any]) -> None:
        """Count which deprecated parts of the schema an operation uses."""
        if operation.uses is not NOTHING:
            self._deprecated.update(operation.uses.by(variables))

    @contextmanager
    def held(self, kind: str) -> Iterator[None]:
        """Count a connection of ``SOCKETS`` or ``STREAMS`` while the context lasts."""
        self._held[kind] += 1
        try:
            yield
        finally:
            self._held[kind] -= 1

    def collect(self) -> Iterator[Metric]:
        """Give all metrics, as ``generate_latest`` wants them."""
        gate = self._gate()
        looked = (*looked_up(gate), self._aging(gate)) if gate else ()
        for metric in (*self._counted(), *looked, *self._registry.collect()):
            metric.samples = [
                it._replace(labels={**self._labels, **it.labels}) for it in metric.samples
            ]
            yield metric

    def _counted(self) -> Iterator[Metric]:
        said = "Operations by what came of them."
        outcomes = CounterMetricFamily("knutpunkt_operations", said, labels=["outcome"])
        for outcome, number in self._outcomes.items():
            outcomes.add_metric([outcome], number)
        yield outcomes
        said = "How long operations took, from the request's headers to the answer's bytes."
        borders = [*map(str, SECONDS), "+Inf"]
        buckets = list(zip(borders, accumulate(self._durations), strict=True))
        yield HistogramMetricFamily(
            "knutpunkt_operation_seconds", said, buckets=buckets, sum_value=self._seconds
        )
        said = "Operations that are worked on now."
        yield GaugeMetricFamily("knutpunkt_operations_in_flight", said, self._in_flight)
        yield from streamed(self._held, self.messages)

    def _aging(self, gate: Gate) -> Metric:
        said = "Operations that used a deprecated part of the schema, by its coordinate."
        uses = CounterMetricFamily("knutpunkt_deprecated_uses", said, labels=["coordinate"])
        for coordinate in sorted(gate.documents.deprecations.coordinates):
            uses.add_metric([coordinate], self._deprecated[coordinate])
        return uses


def streamed(held: Mapping[str, int], messages: Mapping[str, int]) -> Iterator[Metric]:
    """Give what is told of connections that are held open."""
    said = "Connections that are held open for GraphQL."
    streams = GaugeMetricFamily("knutpunkt_streams", said, labels=["kind"])
    for kind, number in held.items():
        streams.add_metric([kind], number)
    yield streams
    said = "Messages on sockets and events in streams, by which way they went."
    told = CounterMetricFamily("knutpunkt_stream_messages", said, labels=["direction"])
    for direction, number in messages.items():
        told.add_metric([direction], number)
    yield told


def looked_up(gate: Gate) -> Iterator[Metric]:
    """Give what the caches and the store know of themselves."""
    documents, readers = gate.documents, gate.store.readers
    for name, what, tally, kept in (
        ("documents", "Documents", documents.tally, len(documents)),
        ("plans", "Plans", gate.plans, documents.plans()),
    ):
        yield GaugeMetricFamily(f"knutpunkt_{name}_kept", f"{what} that are kept.", kept)
        yield CounterMetricFamily(
            f"knutpunkt_{name}_hits", f"{what} that had been kept.", tally.hits
        )
        yield CounterMetricFamily(f"knutpunkt_{name}_misses", f"{what} made anew.", tally.made)
    statements = gate.store.statements
    yield CounterMetricFamily("knutpunkt_statements", "Statements that read.", statements)
    use = GaugeMetricFamily("knutpunkt_readers", "Connections that read.", labels=["state"])
    use.add_metric(["busy"], readers.busy)
    use.add_metric(["idle"], readers.idle)
    yield use
    said = "Statements that wait for a connection."
    yield GaugeMetricFamily("knutpunkt_readers_waiting", said, readers.waiting)


def metrics(measures: Measures) -> Callable[[Request], Awaitable[Response]]:
    """Serve what ``measures`` counted; each time to a new connection, which any worker may get."""

    async def answer(request: Request) -> Response:
        body = generate_latest(measures)
        headers = {"Content-Type": CONTENT_TYPE_LATEST, "Cache-Control": "no-store", **CLOSE}
        return Response(body, headers=headers)

    return answer
