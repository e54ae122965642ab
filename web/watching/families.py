"""What ``/metrics`` tells, by name: one table, and the form in which Prometheus reads it.

Numbers are kept by a name of the table, and a label's value behind a space where it has one:
``operations ok``. So those of several processes are summed by adding up what has the same name.
"""

from collections.abc import Iterator, Mapping
from functools import partial
from itertools import accumulate
from typing import Literal, NamedTuple

from prometheus_client import ProcessCollector
from prometheus_client.metrics_core import (
    CounterMetricFamily,
    GaugeMetricFamily,
    HistogramMetricFamily,
    Metric,
)

PREFIX = "knutpunkt_"
SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
"""The borders between which durations are counted."""

Numbers = Mapping[str, float]


class Family(NamedTuple):
    """A metric: how it counts, what it tells, and the name of its label."""

    kind: Literal["counter", "gauge", "histogram"]
    said: str
    label: str = ""


FAMILIES = {
    "operations": Family("counter", "Operations by what came of them.", "outcome"),
    "operation_seconds": Family(
        "histogram",
        "How long operations took, from the request's headers to the answer's bytes.",
        "le",
    ),
    "operations_in_flight": Family("gauge", "Operations that are worked on now."),
    "deprecated_uses": Family(
        "counter",
        "Operations that used a deprecated part of the schema, by its coordinate.",
        "coordinate",
    ),
    "streams": Family("gauge", "Connections that are held open for GraphQL.", "kind"),
    "stream_messages": Family(
        "counter",
        "Messages on sockets and events in streams, by which way they went.",
        "direction",
    ),
    "documents_kept": Family("gauge", "Documents that are kept."),
    "documents_hits": Family("counter", "Documents that had been kept."),
    "documents_misses": Family("counter", "Documents made anew."),
    "trusted_documents_kept": Family("gauge", "Ids of trusted documents that are kept."),
    "trusted_documents_hits": Family("counter", "Trusted documents that had been kept."),
    "trusted_documents_misses": Family("counter", "Ids of trusted documents looked up."),
    "plans_kept": Family("gauge", "Plans that are kept."),
    "plans_hits": Family("counter", "Plans that had been kept."),
    "plans_misses": Family("counter", "Plans made anew."),
    "statements": Family("counter", "Statements that read."),
    "readers": Family("gauge", "Connections that read.", "state"),
    "readers_waiting": Family("gauge", "Statements that wait for a connection."),
    "valkey_failures": Family("counter", "Times that Valkey was asked to count, and did not."),
}

BUCKETS = tuple(f"operation_seconds {it}" for it in (*SECONDS, "+Inf"))
SUM = "operation_seconds"
"""How the durations are kept: how many there were up to each border, and all of them together."""


def lasting(numbers: Numbers) -> dict[str, float]:
    """Give what goes on growing when a process is replaced: all but what is so just now."""
    kinds = {name: family.kind for name, family in FAMILIES.items()}
    return {
        name: number
        for name, number in numbers.items()
        if kinds.get(name.partition(" ")[0], "gauge") != "gauge"
    }


def told(numbers: Numbers) -> Iterator[Metric]:
    """Give the metrics of the table that there are numbers for."""
    for name, family in FAMILIES.items():
        own = {key.partition(" ")[2]: it for key, it in numbers.items() if _of(key, name)}
        if not own:
            continue
        if family.kind == "histogram":
            counts = accumulate(own[str(it)] for it in (*SECONDS, "+Inf"))
            buckets = list(zip(map(str, (*SECONDS, "+Inf")), counts, strict=True))
            yield HistogramMetricFamily(PREFIX + name, family.said, buckets, sum_value=own[""])
            continue
        made = CounterMetricFamily if family.kind == "counter" else GaugeMetricFamily
        labels = [family.label] if family.label else []
        metric = made(PREFIX + name, family.said, labels=labels)
        for value in sorted(own):
            metric.add_metric([value] if labels else [], own[value])
        yield metric


def processes(pids: Mapping[str, int]) -> Iterator[Metric]:
    """Tell of processes, by the number of the worker; of one that is alone, without a label."""
    found: dict[str, Metric] = {}
    for worker, pid in pids.items():
        labels = {"worker": worker} if worker else {}
        for metric in ProcessCollector(pid=partial(str, pid), registry=None).collect():
            family = found.setdefault(metric.name, metric)
            samples = [it._replace(labels=labels) for it in metric.samples]
            family.samples = samples if family is metric else [*family.samples, *samples]
    yield from found.values()


def _of(key: str, name: str) -> bool:
    return key == name or key.startswith(f"{name} ")
