"""
Reading and scoring objects one by one: speed, memory, and what importing costs.

Prints one Markdown table. Times are medians of several runs in this one process or, for imports, of several processes;
read the ratios, since machines differ and are shared.
"""

from __future__ import annotations

import gc
import io
import subprocess
import sys
import tracemalloc
from collections.abc import Callable, Iterator
from statistics import median
from time import perf_counter

from benchmarks.made_up import journey_line, lines
from trackntrace import ITEMS_ON_TIME, ORDER_TRACEABILITY, Dossier, Readings, Tally, Unit, parse_moment, tallies
from trackntrace.documents.dossier_reader import DossierReader
from trackntrace.documents.fault import Faults
from trackntrace.documents.lines import documents
from trackntrace.performance.evidence import Evidence
from trackntrace.performance.standard import AnyStandard
from trackntrace.retailer_api.pages import shipments
from trackntrace.shipping.shipment import Shipment

AS_OF = parse_moment("2026-10-20T12:00:00+02:00")
STANDARDS: tuple[AnyStandard, ...] = (ORDER_TRACEABILITY, ITEMS_ON_TIME)
RUNS = 5
SCORED = 20_000


class Stream(io.RawIOBase):
    """A file that is made while it is read, so that it takes no memory itself."""

    def __init__(self, made: Iterator[bytes]) -> None:
        self._made = made

    def readline(self, size: int | None = -1, /) -> bytes:
        return next(self._made, b"")


def read(count: int, faults: Faults) -> Iterator[Shipment]:
    stream = Stream(lines(count))
    return shipments(documents(stream, source="made up.jsonl", faults=faults), faults)  # type: ignore[arg-type]


def score(count: int, *, per: Unit = Unit.ITEM, dossier: Dossier | None = None) -> tuple[Tally, ...]:
    known = dossier or Dossier()
    return tallies(known.evidence(read(count, Faults())), STANDARDS, as_of=AS_OF, per=per)


def with_journeys(count: int) -> Dossier:
    faults = Faults()
    reader = DossierReader(faults)
    stream = Stream(map(journey_line, range(count)))
    reader.take_stories(documents(stream, source="made up.jsonl", faults=faults))  # type: ignore[arg-type]
    return reader.dossier


def seconds(run: Callable[[], object]) -> float:
    gc.collect()
    begin = perf_counter()
    run()
    return perf_counter() - begin


def typical(run: Callable[[], object], runs: int = RUNS) -> float:
    return median(seconds(run) for _ in range(runs))


def in_turns(one: Callable[[], object], other: Callable[[], object]) -> tuple[float, float]:
    """Medians of two that take turns, so that what disturbs the machine disturbs both."""
    taken = [(seconds(one), seconds(other)) for _ in range(3 * RUNS)]
    return median(each for each, _ in taken), median(each for _, each in taken)


def peak(run: Callable[[], object]) -> float:
    """The most memory in MiB that was allocated while it ran."""
    gc.collect()
    tracemalloc.start()
    run()
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most / 2**20


def imported(statement: str) -> float:
    command = [
        sys.executable,
        "-c",
        f"import time; t = time.perf_counter(); {statement}; print(time.perf_counter() - t)",
    ]
    taken = [float(subprocess.run(command, check=True, capture_output=True).stdout) for _ in range(11)]
    return median(taken)


def count_all(evidence: list[Evidence]) -> None:
    tallies(evidence, STANDARDS, as_of=AS_OF)


def bare(evidence: list[Evidence]) -> None:
    """What a user would write by hand for the same facts, without the library's counting."""
    readings = Readings()
    counted: dict[object, int] = {}
    for item in evidence:
        for standard in STANDARDS:
            key = item.promise, standard.read(item, AS_OF, readings)
            counted[key] = counted.get(key, 0) + item.quantity


def rows() -> Iterator[tuple[str, str]]:
    whole = typical(lambda: score(SCORED))
    reading = typical(lambda: [None for _ in read(SCORED, Faults())])
    making = typical(lambda: [None for _ in lines(SCORED)])
    yield "shipments read from JSON and scored a second", f"{SCORED / (whole - making):,.0f}"
    yield "of that time, reading", f"{(reading - making) / (whole - making):.0%}"
    evidence = [*Dossier().evidence(read(SCORED, Faults()))]
    counting, loop = in_turns(lambda: count_all(evidence), lambda: bare(evidence))
    yield "items counted a second, both standards", f"{SCORED / counting:,.0f}"
    yield "the same facts counted in a bare loop", f"{counting / loop:.2f} times that"
    yield from memory()
    attrs, ours = imported("import attrs"), imported("import trackntrace")
    yield "import attrs", f"{attrs * 1000:.0f} ms"
    yield "import trackntrace", f"{ours * 1000:.0f} ms ({ours / attrs:.2f} times attrs)"


def memory() -> Iterator[tuple[str, str]]:
    small, large = peak(lambda: score(5_000)), peak(lambda: score(20_000))
    yield "memory at the peak, 5 000 and 20 000 shipments, per item", f"{small:.1f} and {large:.1f} MiB"
    yield "what one more shipment adds (its id, for duplicates)", f"{(large - small) * 2**20 / 15_000:.0f} bytes"
    per_order = peak(lambda: score(20_000, per=Unit.ORDER))
    yield "20 000 shipments counted per order", f"{per_order:.1f} MiB"
    yield "a journey from a side file", f"{peak(lambda: with_journeys(20_000)) * 2**20 / 20_000:,.0f} bytes"


def main() -> None:
    print(f"CPython {sys.version.split()[0]}, medians of {RUNS} runs\n")
    print("| what | measured |\n|---|---|")
    for what, measured in rows():
        print(f"| {what} | {measured} |", flush=True)


if __name__ == "__main__":
    main()
