"""What was measured, and the figures that are made of it."""

import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from benchmarks.dataset import Size


@dataclass(frozen=True, slots=True)
class Round:
    """One round of one contestant and one question; processor times in microseconds."""

    requests: int
    seconds: float
    latencies: Sequence[int]
    server: int
    database: int
    client: int


@dataclass(frozen=True, slots=True)
class Figures:
    """All rounds of one contestant and question.

    Requests a second is the median of the rounds; latencies (milliseconds) are of all requests;
    processor time is microseconds a request over all rounds.
    """

    requests: int
    per_second: float
    slowest_round: float
    fastest_round: float
    median: float
    percentile_99: float
    server: float
    database: float
    client: float


@dataclass(frozen=True, slots=True)
class Footprint:
    """What a server takes: median seconds from exec to an answer, resident bytes in the end."""

    cold_start: float
    memory: int


@dataclass(frozen=True, slots=True)
class Result:
    """The figures of one size: by contestant and question, and by contestant."""

    size: Size
    figures: Mapping[str, Mapping[str, Figures]]
    footprints: Mapping[str, Footprint]


def summed_up(rounds: Sequence[Round]) -> Figures:
    """Make figures of the rounds."""
    requests = sum(each.requests for each in rounds)
    speeds = [each.requests / each.seconds for each in rounds]
    latencies = sorted(latency for each in rounds for latency in each.latencies)
    return Figures(
        requests=requests,
        per_second=statistics.median(speeds),
        slowest_round=min(speeds),
        fastest_round=max(speeds),
        median=latencies[len(latencies) // 2] / 1e6,
        percentile_99=latencies[len(latencies) * 99 // 100] / 1e6,
        server=sum(each.server for each in rounds) / requests,
        database=sum(each.database for each in rounds) / requests,
        client=sum(each.client for each in rounds) / requests,
    )
