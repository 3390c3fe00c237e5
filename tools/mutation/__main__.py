"""
Measures what is stale in the ledger, and says whether the bars hold: 95 % of the mutants found, none untested.

``python -m tools.mutation`` measures the modules that have changed. ``--bound=SECONDS`` stops then; what could not be
measured is named as stale. ``--only=PREFIX`` takes some modules, ``--all`` those too that have not changed,
``--survivors`` tries again what survived or was untested, after tests were added. ``--report`` only tells.
"""

from __future__ import annotations

import argparse
import sys
import time
from datetime import UTC, datetime

from tools.mutation import ledger
from tools.mutation.campaign import Campaign
from tools.mutation.mutant import Module, modules


def arguments() -> argparse.Namespace:
    asked = argparse.ArgumentParser(prog="python -m tools.mutation", description=__doc__)
    asked.add_argument("--bound", type=float, default=float("inf"), help="seconds, after which to stop")
    asked.add_argument("--only", action="append", default=[], metavar="PREFIX", help="only modules that begin so")
    asked.add_argument("--workers", type=int, default=1, help="how many mutants are tried at a time")
    asked.add_argument("--budget", type=float, default=4.0, help="seconds of tests for a mutant")
    asked.add_argument("--forked", action="store_true", help="leave out what needs a fresh process, which is slow")
    asked.add_argument("--share", type=int, default=ledger.SHARE, help="try one mutant in so many, drawn by its name")
    asked.add_argument("--survey", action="store_true", help="survey anew which tests run which lines")
    asked.add_argument("--all", action="store_true", help="unchanged modules too")
    asked.add_argument("--survivors", action="store_true", help="try survivors again")
    asked.add_argument("--report", action="store_true", help="measure nothing, tell what the ledger says")
    return asked.parse_args()


def to_measure(asked: argparse.Namespace, measured: dict[str, ledger.Measured]) -> list[Module]:
    every = [each for prefix in asked.only or ["trackntrace"] for each in modules(prefix)]
    if asked.all:
        return every
    if asked.survivors:
        return [each for each in every if each.name in measured and unsettled(measured[each.name])]
    return ledger.stale(measured, every)


def unsettled(measured: ledger.Measured) -> frozenset[str]:
    return frozenset({*measured.survived, *measured.untested})


def measure(asked: argparse.Namespace) -> None:
    """Measure module by module; each stands in the ledger as soon as it is done."""
    measured = ledger.read()
    wanted = to_measure(asked, measured)
    if not wanted:
        return
    campaign = Campaign(
        until=time.monotonic() + asked.bound,
        workers=asked.workers,
        budget=asked.budget,
        forked=asked.forked,
        share=asked.share,
        anew=asked.survey,
    )
    again = {name: unsettled(each) for name, each in measured.items()} if asked.survivors else {}
    today = datetime.now(UTC).date().isoformat()
    present = {each.name for each in modules()}
    for module, made, outcomes in campaign.run(wanted, again):
        measured[module.name] = (
            measured[module.name].retried(outcomes)
            if asked.survivors
            else ledger.Measured.of(module.digest, today, outcomes, made)
        )
        ledger.write({name: each for name, each in measured.items() if name in present})


def tell() -> bool:
    """What the ledger says now, and whether it is enough."""
    every, measured = modules(), ledger.read()
    totals = ledger.Totals.of(measured, every)
    print(f"{totals.mutants} mutants, drawn from {totals.made}: {totals.killed} killed, {totals.timeout} timed out,")
    print(
        f"{totals.survived} survived, {totals.untested} untested; mutation score {totals.score} %, bar {ledger.BAR} %"
    )
    if old := ledger.stale(measured, every):
        print(f"stale, not counted: {', '.join(each.name for each in old)}")
    return totals.holds


asked = arguments()
if not asked.report:
    measure(asked)
sys.exit(not tell())
