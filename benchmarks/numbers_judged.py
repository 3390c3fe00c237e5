"""
Judging and ranking numbers: speed alone, and beside other libraries on the numbers that each can judge.

Prints one Markdown table. Rates are the best of several interleaved runs in this one process; read the ratios, since
machines differ and are shared. What it compares with is not among the project's requirements and is left out where it
is not installed: ``pip install tracking-numbers==0.1.8 python-stdnum==2.2 biip==5.2.0``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib import import_module
from itertools import cycle, islice
from time import perf_counter
from typing import Any

from trackntrace.numbers.delivery_services import DPD_NL, DeliveryService
from trackntrace.numbers.formats import FORMATS, candidates
from trackntrace.numbers.judgement import judge
from trackntrace.numbers.number import TrackAndTraceNumber
from trackntrace.numbers.reading import read

RUNS = 7
COUNT = 20_000

PRINTED = [(text, one) for one in FORMATS for text in (*one.documented, *one.synthetic)]
UPS_FEDEX_S10 = [text for text, one in PRINTED if one.carrier in ("UPS", "UPU") or one.name.startswith("12 digits (E")]
DPD_WITH_CHECK = [text for text, one in PRINTED if one.carrier == "DPD" and one.checks]
SSCCS = [text for text, one in PRINTED if one.name == "SSCC"]

Work = Callable[[], None]


def each(function: Callable[..., object], arguments: Iterable[tuple[Any, ...]]) -> Work:
    """The function on as many of these arguments as one run takes, over and over."""
    prepared = list(islice(cycle(list(arguments)), COUNT))

    def work() -> None:
        for given in prepared:
            function(*given)

    return work


def rates(*works: Work) -> list[int]:
    """How often a second each is done, at best, in turns."""
    best = [float("inf")] * len(works)
    for _ in range(RUNS):
        for place, work in enumerate(works):
            begun = perf_counter()
            work()
            best[place] = min(best[place], perf_counter() - begun)
    return [round(COUNT / seconds) for seconds in best]


def theirs(module: str, name: str) -> Callable[..., object] | None:
    """A function of another library, by its dotted name within the module, where it is installed."""
    try:
        found: Any = import_module(module)
    except ImportError:
        return None
    for part in name.split("."):
        found = getattr(found, part)
    return found  # type: ignore[no-any-return]


def from_text(text: str) -> object:
    return candidates(TrackAndTraceNumber(text))


def judged_from_text(text: str, service: DeliveryService) -> object:
    return judge(TrackAndTraceNumber(text), service)


def alone() -> list[tuple[str, str, str, str]]:
    pairs = [(TrackAndTraceNumber(text), service) for text, one in PRINTED for service in one.services]
    numbers = [(TrackAndTraceNumber(text),) for text, _ in PRINTED]
    texts = [(text,) for text, _ in PRINTED]
    judged, ranked, reading = rates(each(judge, pairs), each(candidates, numbers), each(read, texts))
    return [
        ("judged against a named service", f"{judged:,}", "", ""),
        ("ranked over all formats", f"{ranked:,}", "", ""),
        ("read from text, nothing to take off and something", f"{reading:,}", "", ""),
    ]


def beside(what: str, ours: Work, module: str, name: str, texts: list[str]) -> tuple[str, str, str, str]:
    other = theirs(module, name)
    if other is None:
        return what, f"{rates(ours)[0]:,}", f"{module.partition('.')[0]}: not installed", ""
    our, their = rates(ours, each(other, [(text,) for text in texts]))
    return what, f"{our:,}", f"{module.partition('.')[0]}: {their:,}", f"{our / their:.1f}"


def compared() -> list[tuple[str, str, str, str]]:
    checked = each(judged_from_text, [(text, DPD_NL) for text in DPD_WITH_CHECK])
    return [
        beside(
            "whose is it: UPS, FedEx, S10, from text",
            each(from_text, [(text,) for text in UPS_FEDEX_S10]),
            "tracking_numbers",
            "get_tracking_number",
            UPS_FEDEX_S10,
        ),
        beside("DPD with its check, from text", checked, "stdnum.iso7064.mod_37_36", "is_valid", DPD_WITH_CHECK),
        beside("SSCC, from text", each(from_text, [(text,) for text in SSCCS]), "biip.sscc", "Sscc.parse", SSCCS),
    ]


def main() -> None:
    header = ("what", "ours, a second", "theirs, a second", "ours / theirs")
    for line in (header, ("---",) * 4, *alone(), *compared()):
        print(f"| {' | '.join(line)} |")


if __name__ == "__main__":
    main()
