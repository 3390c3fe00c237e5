"""What can be asked on the command line."""

from __future__ import annotations

from argparse import SUPPRESS, Action, ArgumentParser, Namespace, _SubParsersAction
from collections.abc import Callable, Iterable
from functools import partial
from typing import Final

from trackntrace.cli import ahead, commands, compare, exemption, reconcile, tables
from trackntrace.cli.check import COLUMNS, check
from trackntrace.cli.completion import SHELLS, completion
from trackntrace.cli.doctor import doctor
from trackntrace.cli.inputs import KINDS
from trackntrace.cli.installed import DISTRIBUTION, installed
from trackntrace.cli.lessons import description, epilog
from trackntrace.cli.measures import MEASURES, STANDARDS
from trackntrace.cli.parser import CommandParser
from trackntrace.cli.schema import schema
from trackntrace.cli.strikes import strikes
from trackntrace.cli.todo import todo
from trackntrace.documents.json_formats import JSON_FORMATS
from trackntrace.documents.members import words_of
from trackntrace.moment import Week, parse_moment
from trackntrace.numbers.delivery_services import DeliveryService
from trackntrace.performance.standard import Verdict
from trackntrace.performance.tally import Unit, WeekBy
from trackntrace.wording import Language, say

Adding = Callable[[CommandParser], None]

_EXAMPLES: Final = """\
  trackntrace demo
  trackntrace score shipments.jsonl --orders orders.jsonl --journeys journeys.jsonl --week 2026-W40
  trackntrace score shipments.jsonl --orders orders.jsonl --format html -o report.html --lang nl
  trackntrace explain shipments.jsonl --standard items-on-time --week 2026-W40 --only miss
  trackntrace todo shipments.jsonl --orders orders.jsonl --journeys journeys.jsonl
  trackntrace reconcile shipments.jsonl --orders orders.jsonl --indicators indicators.json
  trackntrace check "3s abcd 1234567" --service TNT
  trackntrace rules items-on-time
"""


def parser(language: Language = Language.ENGLISH) -> CommandParser:
    """The parser of the whole command line, in one language."""
    about = say("help.about", language)
    whole = CommandParser("trackntrace", language=language, description=about, epilog=_epilog(language))
    whole.add_argument("--version", action=_ShowVersion, nargs=0, default=SUPPRESS, help=say("help.version", language))
    _language(whole, default=None)
    commands_of = whole.add_subparsers(metavar="COMMAND", required=True, title=say("help.commands", language))
    for name, (run, add) in _commands(whole).items():
        add(_command(commands_of, name, run, language))
    return whole


def _commands(whole: CommandParser) -> dict[str, tuple[Callable[[Namespace], int], Adding]]:
    return {
        "demo": (commands.demo, _demo),
        "score": (commands.score, _score),
        "explain": (commands.explain, _explain),
        "todo": (todo, _ahead),
        "strikes": (strikes, _ahead),
        "compare": (compare.compare, compare.add_options),
        "exemption": (exemption.exemption, _exemption),
        "reconcile": (reconcile.compare_figures, _reconcile),
        "tally": (tables.tally, _tally),
        "check": (check, _check),
        "rules": (commands.rules, _rules),
        "schema": (schema, _schema),
        "doctor": (doctor, _doctor),
        "completion": (partial(completion, whole), _completion),
    }


def _epilog(language: Language) -> str:
    examples, status = (
        say("help.heading", language, name=say(f"help.{each}", language)) for each in ("examples", "exit-status")
    )
    return "\n".join(
        [
            say("help.each-command", language),
            "",
            f"{examples}\n{_EXAMPLES}",
            f"{status} {say('help.whole-status', language)}",
        ]
    )


class _ShowVersion(Action):
    """Prints the version and ends: only then the metadata are asked, which takes time."""

    def __call__(self, parser: ArgumentParser, *_: object) -> None:
        print(f"{DISTRIBUTION} {installed(DISTRIBUTION) or '?'}")
        parser.exit()


def _command(
    subparsers: _SubParsersAction[CommandParser], name: str, run: Callable[[Namespace], int], language: Language
) -> CommandParser:
    command = subparsers.add_parser(
        name,
        language=language,
        help=say(f"command.{name}", language),
        description=description(name, language),
        epilog=epilog(name, language),
    )
    _language(command, default=SUPPRESS)
    command.set_defaults(run=run, as_of=None)
    return command


def _language(command: CommandParser, default: str | None) -> None:
    words = words_of(Language)
    command.option("--lang", type=command.one_of(words), default=default, metavar="|".join(words))


def _demo(command: CommandParser) -> None:
    command.option("--save", metavar="FOLDER")


def _inputs(command: CommandParser, formats: tuple[str, ...] = ("text", "json")) -> None:
    command.option("shipments", nargs="*", metavar="FILE")
    for name in KINDS:
        command.option(f"--{name}", action="append", default=[], metavar="F")
    command.option("--keep-going", action="store_true")
    command.option("--merge", action="store_true")
    _when(command)
    command.form(*formats)


def _when(command: CommandParser) -> None:
    now = say("option.now", command.language)
    command.option("--as-of", type=command.read_by(parse_moment), metavar="MOMENT", shown=now)
    command.option("--week", type=command.read_by(Week.parse))
    command.choice("--by", WeekBy, WeekBy.PROMISED)


def _score(command: CommandParser) -> None:
    _inputs(command, ("text", "grid", "json", "html"))
    command.option("-o", "--output", default="", metavar="FILE")
    command.choice("--per", Unit, Unit.ITEM)
    _standards(command, MEASURES)


def _standards(command: CommandParser, names: Iterable[str]) -> None:
    known = [*names]
    command.option("--standard", action="append", choices=known, metavar="NAME", facts={"names": ", ".join(known)})


def _explain(command: CommandParser) -> None:
    _inputs(command)
    _standards(command, STANDARDS)
    command.choice("--only", Verdict)


def _ahead(command: CommandParser) -> None:
    _inputs(command)
    _standards(command, MEASURES)
    ahead.add_options(command)


def _exemption(command: CommandParser) -> None:
    _inputs(command, exemption.FORMATS)
    _standards(command, exemption.NAMES)
    exemption.add_options(command)


def _reconcile(command: CommandParser) -> None:
    _inputs(command)
    command.choice("--per", Unit, Unit.ITEM)
    reconcile.add_options(command)


def _tally(command: CommandParser) -> None:
    tables.add_options(command)
    _standards(command, tables.BY_NAME)
    _when(command)
    command.choice("--per", Unit, Unit.ITEM)


def _check(command: CommandParser) -> None:
    command.option("number", nargs="*", metavar="NUMBER")
    command.option("--service", type=command.read_by(DeliveryService.parse), metavar="CODE")
    command.option("--file", metavar="LABELS.csv", facts={"names": ", ".join(COLUMNS)})
    command.option("--postcode", default="", metavar="P")
    command.option("--country", default="", metavar="C")
    command.form("text", "json")


def _rules(command: CommandParser) -> None:
    known = [*MEASURES]
    command.option(
        "standard",
        nargs="?",
        choices=known,
        metavar="STANDARD",
        about="rules-standard",
        facts={"names": ", ".join(known)},
    )


def _schema(command: CommandParser) -> None:
    known = [each.name for each in JSON_FORMATS]
    command.option(
        "schema",
        nargs="?",
        choices=known,
        metavar="FORMAT",
        about="schema-format",
        facts={"names": ", ".join(known)},
    )


def _doctor(command: CommandParser) -> None:
    command.form("text", "json")


def _completion(command: CommandParser) -> None:
    command.option("shell", choices=SHELLS, metavar="|".join(SHELLS))
