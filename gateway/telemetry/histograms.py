"""Histograms that cost a fraction of a microsecond to observe, in the data model of Prometheus.

A request observes nine times; the client library's own histogram takes a lock for each of several counters. Here a
number is added to a list, in the one thread of the event loop.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from prometheus_client.metrics_core import HistogramMetricFamily, Metric
from prometheus_client.registry import Collector

BOUNDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
"""Upper bounds of the buckets, in seconds."""


class Series:
    """The observations under one set of labels."""

    __slots__ = ("counts", "total")

    def __init__(self) -> None:
        self.counts = [0] * (len(BOUNDS) + 1)
        self.total = 0.0


class Histograms(Collector):
    """A family of histograms of seconds, told apart by the values of its labels."""

    def __init__(self, name: str, documentation: str, labels: Sequence[str]) -> None:
        self._name = name
        self._documentation = documentation
        self._labels = tuple(labels)
        self._series: dict[tuple[str, ...], Series] = {}

    def observe(self, seconds: float, *labels: str) -> None:
        series = self._series.get(labels)
        if series is None:
            series = self._series[labels] = Series()
        series.counts[bisect_left(BOUNDS, seconds)] += 1
        series.total += seconds

    def count(self) -> int:
        """Of all observations."""
        return sum(sum(series.counts) for series in self._series.values())

    def collect(self) -> Iterator[Metric]:
        family = HistogramMetricFamily(self._name, self._documentation, labels=self._labels)
        for labels, series in self._series.items():
            below = 0
            buckets = []
            for bound, count in zip((*map(str, BOUNDS), "+Inf"), series.counts, strict=True):
                below += count
                buckets.append((bound, float(below)))
            family.add_metric(labels, buckets, series.total)
        yield family
