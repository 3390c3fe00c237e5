"""Measures the figures of the scoreboard, prints the table, and fails where a bar does not hold."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from tools.scoreboard import record
from tools.scoreboard.figure import Figure, Holds, Measured, Volume, measured
from tools.scoreboard.figures import FIGURES


def arguments() -> Namespace:
    parser = ArgumentParser(prog="python -m tools.scoreboard", description=__doc__)
    names = [figure.name for figure in FIGURES]
    parser.add_argument("names", nargs="*", metavar="FIGURE", help=f"measure only these, of: {', '.join(names)}")
    parser.add_argument("--bounded", action="store_true", help="a smaller volume, for the continuous integration")
    parser.add_argument("--keep", action="store_true", help="keep what was measured in the documentation")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write what was measured to a file, as JSON")
    asked = parser.parse_args()
    if unknown := set(asked.names) - set(names):
        parser.error(f"no such figure: {', '.join(sorted(unknown))}")
    return asked


def run(figures: list[Figure], volume: Volume) -> list[Measured]:
    """Measures the figures one after another, saying on standard error how far it is."""
    results = []
    for figure in figures:
        print(f"measuring {figure.name} …", end=" ", file=sys.stderr, flush=True)
        results.append(measured(figure, volume))
        outcome = results[-1].outcome
        print(f"{outcome.value} (holds: {outcome.holds.value}) in {results[-1].seconds} s", file=sys.stderr)
    return results


def fallen(results: list[Measured], volume: Volume) -> list[Measured]:
    """The figures whose bar was not shown to hold; a bounded run need not measure everything."""
    fine = {Holds.YES, Holds.NOT_MEASURED} if volume is Volume.BOUNDED else {Holds.YES}
    return [each for each in results if each.outcome.holds not in fine]


def main() -> int:
    asked = arguments()
    volume = Volume.BOUNDED if asked.bounded else Volume.FULL
    results = run([figure for figure in FIGURES if not asked.names or figure.name in asked.names], volume)
    print(record.table(FIGURES, {each.figure: each for each in results}))
    if asked.json:
        asked.json.write_text(record.text(results), "utf-8")
    if asked.keep:
        record.keep(FIGURES, results)
    for each in fallen(results, volume):
        print(f"the bar does not hold: {each.figure}: {each.outcome.value} {each.outcome.note}", file=sys.stderr)
    return 1 if fallen(results, volume) else 0


if __name__ == "__main__":
    sys.exit(main())
