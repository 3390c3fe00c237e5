"""What can be asked on the command line."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError, Namespace, RawDescriptionHelpFormatter, _SubParsersAction
from collections.abc import Callable, Iterable
from enum import Enum
from typing import Final, TypeVar

from trackntrace.cli import commands, compare, exemption, reconcile, tables
from trackntrace.cli.ahead import add_options
from trackntrace.cli.check import COLUMNS, check
from trackntrace.cli.inputs import KINDS
from trackntrace.cli.measures import MEASURES, STANDARDS
from trackntrace.cli.strikes import strikes
from trackntrace.cli.todo import todo
from trackntrace.documents.members import words_of
from trackntrace.errors import TrackntraceError
from trackntrace.moment import Week, parse_moment
from trackntrace.numbers.delivery_services import DeliveryService
from trackntrace.performance.standard import Verdict
from trackntrace.performance.tally import Unit, WeekBy
from trackntrace.wording import Language

_T = TypeVar("_T")
_E = TypeVar("_E", bound=Enum)
_Commands = _SubParsersAction

_ABOUT: Final = "Order traceability on the marketplace bol: the right number, the ways to ship, the score."
_EXAMPLES: Final = """\
examples:
  trackntrace demo
  trackntrace score shipments.jsonl --orders orders.jsonl --journeys journeys.jsonl --week 2026-W40
  trackntrace score shipments.jsonl --orders orders.jsonl --format html -o report.html --lang nl
  trackntrace explain shipments.jsonl --standard items-on-time --week 2026-W40 --only miss
  trackntrace todo shipments.jsonl --orders orders.jsonl --journeys journeys.jsonl
  trackntrace reconcile shipments.jsonl --orders orders.jsonl --indicators indicators.json
  trackntrace check "3s abcd 1234567" --service TNT
  trackntrace rules items-on-time

exit status: 0 done, 1 the data was refused (every fault is named) or a number is blocked, 2 wrong usage
"""


def parser() -> ArgumentParser:
    """The parser of the whole command line."""
    whole = ArgumentParser(
        "trackntrace", description=_ABOUT, epilog=_EXAMPLES, formatter_class=RawDescriptionHelpFormatter
    )
    subparsers = whole.add_subparsers(metavar="COMMAND", required=True)
    _demo(_command(subparsers, "demo", commands.demo, "score the bundled sample shop and say what to try next"))
    _score(_command(subparsers, "score", commands.score, "score shipments against the service standards, by week"))
    _explain(_command(subparsers, "explain", commands.explain, "say item by item what counted how, and why"))
    _ahead(_command(subparsers, "todo", todo, "list what can still be done and by when, the most urgent first"))
    _ahead(_command(subparsers, "strikes", strikes, "tell the strikes, when each expires, and what they bring"))
    _compare(_command(subparsers, "compare", compare.compare, "tell what changed between two results, and why"))
    _exemption(_command(subparsers, "exemption", exemption.exemption, "list what a disruption affected, as evidence"))
    _reconcile(_command(subparsers, "reconcile", reconcile.compare_figures, "explain the marketplace's own figures"))
    _tally(_command(subparsers, "tally", tables.tally, "count item tables of any size: Parquet, CSV, JSON Lines"))
    _check(_command(subparsers, "check", check, "judge track & trace numbers before they are entered"))
    _rules(_command(subparsers, "rules", commands.rules, "print a standard's decision table, norms and sources"))
    return whole


def _command(
    subparsers: _Commands[ArgumentParser], name: str, run: Callable[[Namespace], int], about: str
) -> ArgumentParser:
    command = subparsers.add_parser(name, help=about, description=f"{about[0].upper()}{about[1:]}.")
    command.set_defaults(run=run)
    return command


def _read_by(read: Callable[[str], _T]) -> Callable[[str], _T]:
    def reader(text: str) -> _T:
        try:
            return read(text)
        except TrackntraceError as error:
            raise ArgumentTypeError(str(error)) from None

    return reader


def _word_of(kind: type[_E]) -> Callable[[str], _E]:
    words = words_of(kind)

    def reader(text: str) -> _E:
        if text not in words:
            raise ArgumentTypeError(f"expected one of {', '.join(words)}, not {text!a}")
        return words[text]

    return reader


def _choice(command: ArgumentParser, name: str, kind: type[_E], about: str, default: _E | None = None) -> None:
    said = f"{about} (default: {default.value})" if default else about
    command.add_argument(name, type=_word_of(kind), default=default, metavar="|".join(words_of(kind)), help=said)


def _language(command: ArgumentParser) -> None:
    command.add_argument(
        "--lang",
        type=_word_of(Language),
        default=None,
        metavar="|".join(words_of(Language)),
        help="the language of the text (default: en)",
    )


def _demo(command: ArgumentParser) -> None:
    command.add_argument("--save", metavar="FOLDER", help="write the sample's files to this folder, to try things on")


def _inputs(command: ArgumentParser, formats: tuple[str, ...] = ("text", "json")) -> None:
    command.add_argument(
        "shipments", nargs="*", metavar="FILE", help="shipments of the Retailer API; - is standard input"
    )
    for name, about in KINDS.items():
        command.add_argument(f"--{name}", action="append", default=[], metavar="F", help=about)
    command.add_argument("--keep-going", action="store_true", help="score what is good, and list the faults")
    command.add_argument(
        "--merge",
        action="store_true",
        help="put versions of one order or shipment together (keeps everything in memory)",
    )
    command.add_argument(
        "--as-of",
        type=_read_by(parse_moment),
        metavar="MOMENT",
        help="such as 2026-10-05T09:00:00+02:00 (default: now)",
    )
    command.add_argument("--week", type=_read_by(Week.parse), metavar="WEEK", help="only this week, such as 2026-W40")
    _choice(command, "--by", WeekBy, "the day that puts an item in a week", WeekBy.PROMISED)
    command.add_argument("--format", choices=formats, default="text", help="(default: text)")


def _score(command: ArgumentParser) -> None:
    _inputs(command, ("text", "grid", "json", "html"))
    command.add_argument("-o", "--output", default="", metavar="FILE", help="write to this file instead of printing")
    _language(command)
    _choice(command, "--per", Unit, "what is counted", Unit.ITEM)
    _standards(command, MEASURES)


def _standards(command: ArgumentParser, names: Iterable[str]) -> None:
    command.add_argument(
        "--standard",
        action="append",
        choices=[*names],
        metavar="NAME",
        help=f"only this standard; may be given several times: {', '.join(names)}",
    )


def _explain(command: ArgumentParser) -> None:
    _inputs(command)
    _language(command)
    _standards(command, STANDARDS)
    _choice(command, "--only", Verdict, "only items of this verdict")


def _ahead(command: ArgumentParser) -> None:
    _inputs(command)
    _language(command)
    _standards(command, MEASURES)
    add_options(command)


def _compare(command: ArgumentParser) -> None:
    _language(command)
    compare.add_options(command)


def _exemption(command: ArgumentParser) -> None:
    _inputs(command, exemption.FORMATS)
    _language(command)
    _standards(command, exemption.NAMES)
    exemption.add_options(command)


def _reconcile(command: ArgumentParser) -> None:
    _inputs(command)
    _language(command)
    _choice(command, "--per", Unit, "what is counted", Unit.ITEM)
    reconcile.add_options(command)


def _tally(command: ArgumentParser) -> None:
    tables.add_options(command)
    _language(command)
    _standards(command, tables.BY_NAME)
    command.add_argument("--as-of", type=_read_by(parse_moment), metavar="MOMENT", help="(default: now)")
    command.add_argument("--week", type=_read_by(Week.parse), metavar="WEEK", help="only this week, such as 2026-W40")
    _choice(command, "--by", WeekBy, "the day that puts an item in a week", WeekBy.PROMISED)
    _choice(command, "--per", Unit, "what is counted", Unit.ITEM)


def _check(command: ArgumentParser) -> None:
    _language(command)
    command.add_argument("number", nargs="*", metavar="NUMBER", help="as it was typed, pasted or scanned")
    command.add_argument(
        "--service", type=_read_by(DeliveryService.parse), metavar="CODE", help="the delivery service; TNT is PostNL"
    )
    command.add_argument("--file", metavar="LABELS.csv", help=f"many at once: a table of {', '.join(COLUMNS)}")
    command.add_argument("--postcode", default="", metavar="P", help="where the parcel goes, for the tracking link")
    command.add_argument("--country", default="", metavar="C", help="its country, as two letters")
    command.add_argument("--format", choices=("text", "json"), default="text", help="(default: text)")
    command.set_defaults(as_of=None)


def _rules(command: ArgumentParser) -> None:
    command.add_argument("standard", nargs="?", choices=[*MEASURES], metavar="STANDARD", help=", ".join(MEASURES))
