"""What can be asked on the command line: every help as a whole, and what is meant where nothing is said."""

from __future__ import annotations

import os
import re
from datetime import date
from pathlib import Path

import pytest

from tests.edges.desk import Desk
from trackntrace.cli.arguments import parser
from trackntrace.cli.exit_status import ExitStatus
from trackntrace.cli.inputs import KINDS
from trackntrace.cli.lessons import LESSONS
from trackntrace.performance.evidence import ExcuseReason
from trackntrace.performance.tally import Unit, WeekBy
from trackntrace.wording import Language

KEPT = Path(__file__).with_name("help.txt")
"""Every help in English, as it was read and found good; ``RENEW_HELP=1`` puts there what is printed now."""

NO_WORDS: dict[str, object] = {"lang": None, "as_of": None}
NO_INPUTS: dict[str, object] = {
    **{kind: [] for kind in ("shipments", *KINDS)},
    **NO_WORDS,
    "keep_going": False,
    "merge": False,
    "week": None,
    "by": WeekBy.PROMISED,
    "format": "text",
}
NO_READINGS: dict[str, object] = {
    "final_through": None,
    "taken_back": [],
    "window": "22",
    "boundary": "below",
    "strikes_per": "week",
    "finality": "second-wednesday",
}


def in_one_way(text: str) -> str:
    """A help as it is since Python 3.13, which no longer shows the value behind the short name."""
    return re.sub(r"-o(?: FILE)?, --output FILE\s+", "-o, --output FILE     ", text)


def test_every_help_is_printed_as_it_was_found_good(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "1000")
    calls = ["trackntrace --help", *(f"trackntrace {name} --help" for name in LESSONS)]
    printed = "\n".join(f"$ {call}\n{in_one_way(desk.call(*call.split()[1:]).out)}" for call in calls)
    if os.environ.get("RENEW_HELP"):
        KEPT.write_text(printed, "utf-8")

    assert printed == KEPT.read_text("utf-8")


def understood(*arguments: str) -> dict[str, object]:
    """What the parser makes of arguments, but for the function that is run."""
    told = vars(parser().parse_args(arguments))
    del told["run"]
    return told


@pytest.mark.parametrize(
    ("arguments", "wanted"),
    [
        (("demo",), NO_WORDS | {"save": None}),
        (("score",), NO_INPUTS | {"standard": None, "output": "", "per": Unit.ITEM}),
        (("explain",), NO_INPUTS | {"standard": None, "only": None}),
        (("todo",), NO_INPUTS | {"standard": None} | NO_READINGS),
        (("strikes",), NO_INPUTS | {"standard": None} | NO_READINGS),
        (("compare", "a.json", "b.json"), NO_WORDS | {"format": "text", "before": "a.json", "after": "b.json"}),
        (
            ("exemption", "--from", "2026-10-01", "--until", "2026-10-02"),
            NO_INPUTS
            | {"first_day": date(2026, 10, 1), "last_day": date(2026, 10, 2)}
            | {"standard": None, "service": None, "place": "", "list": "all"},
        ),
        (("reconcile",), NO_INPUTS | {"final_through": None, "most_differences": 4, "per": Unit.ITEM}),
        (
            ("tally", "a.csv"),
            NO_WORDS
            | {"week": None, "by": WeekBy.PROMISED, "per": Unit.ITEM, "format": "text", "standard": None}
            | {"tables": ["a.csv"], "slice_by": None, "shop": ""},
        ),
        (
            ("check",),
            NO_WORDS
            | {"number": [], "service": None, "file": None, "format": "text"}
            | {"postcode": "", "country": ""},
        ),
        (("rules",), NO_WORDS | {"standard": None}),
        (("schema",), NO_WORDS | {"schema": None}),
        (("doctor",), NO_WORDS | {"format": "text"}),
        (("completion", "fish"), NO_WORDS | {"shell": "fish"}),
    ],
    ids=LESSONS,
)
def test_what_is_not_said_to_a_command_is_as_its_help_tells(
    arguments: tuple[str, ...], wanted: dict[str, object]
) -> None:
    assert understood(*arguments) == wanted


@pytest.mark.parametrize("arguments", [("--lang", "nl", "doctor"), ("doctor", "--lang", "nl")])
def test_the_language_may_be_asked_for_before_the_command_and_behind_it(arguments: tuple[str, ...]) -> None:
    assert understood(*arguments)["lang"] is Language.DUTCH


REASONS = ", ".join(reason.value for reason in ExcuseReason)


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        ("", "the following arguments are required: COMMAND"),
        ("doctor --lang de", "argument --lang: expected one of en, nl, fr, not 'de'"),
        ("score --per parcel", "argument --per: expected one of item, order, shipment, not 'parcel'"),
        (
            "strikes --taken-back 2026-W40=heat",
            f"argument --taken-back: expected a week, = and one of {REASONS}, not '2026-W40=heat'",
        ),
        (
            "strikes --taken-back W40=depot-disruption",
            "argument --taken-back: Cannot use 'W40' as week: expected an ISO 8601 week such as 2026-W40",
        ),
    ],
)
def test_what_cannot_be_meant_is_told_in_one_sentence_and_where_more_is_told(
    desk: Desk, arguments: str, problem: str
) -> None:
    called = " ".join(["trackntrace", *arguments.split()[:1]])

    assert desk.call(*arguments.split()) == (
        ExitStatus.USAGE,
        "",
        f"{called}: error: {problem}\n{called} --help tells more\n",
    )


@pytest.mark.parametrize("command", ["rules", "schema"])
def test_what_can_be_printed_of_a_closed_set_is_nothing_else(desk: Desk, command: str) -> None:
    called = desk.call(command, "moon")

    assert (called.status, called.out) == (ExitStatus.USAGE, "")
    assert "invalid choice: 'moon' (choose from " in called.err


def test_a_version_that_is_not_known_is_a_question_mark(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("trackntrace.cli.arguments.installed", lambda _: "")
    assert desk.call("--version") == (ExitStatus.DONE, "trackntrace-orders ?\n", "")

    monkeypatch.setattr("trackntrace.cli.arguments.installed", lambda name: f"1.2 of {name}")
    assert desk.call("--version") == (ExitStatus.DONE, "trackntrace-orders 1.2 of trackntrace-orders\n", "")
