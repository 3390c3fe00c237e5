"""A parser in the user's language: its help as a whole, and what it reads and refuses."""

from __future__ import annotations

import pytest

from trackntrace.cli.parser import CommandParser
from trackntrace.moment import Week
from trackntrace.performance.standard import Verdict
from trackntrace.performance.tally import WeekBy
from trackntrace.wording import Language


def tool(**settings: str) -> CommandParser:
    """A parser with an option of every kind, in Dutch."""
    made = CommandParser("tool", language=Language.DUTCH, description="Wat het doet.", epilog="Tot zover.", **settings)
    made.option("standard", nargs="?", about="rules-standard", facts={"names": "100 % goed"})
    made.option("--week", type=made.read_by(Week.parse), shown="100 %")
    made.choice("--by", WeekBy, WeekBy.PROMISED)
    made.choice("--only", Verdict)
    made.words("--window", ("22", "24"), "22")
    made.form("text", "json")
    within = made.add_mutually_exclusive_group()
    made.option("--slice-by", within=within, metavar="COLUMN")
    made.option("--shop", within=within, default="")
    return made


def test_the_help_is_in_the_language_of_the_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "1000")

    assert tool().format_help().splitlines() == [
        (
            "gebruik: tool [-h] [--week WEEK] [--by promised|shipped|ordered] [--only hit|miss|pending|excluded] "
            "[--window 22|24] [--format {text,json}] [--slice-by COLUMN | --shop SHOP] [standard]"
        ),
        "",
        "Wat het doet.",
        "",
        "argumenten:",
        "  standard              een van 100 % goed",
        "",
        "opties:",
        "  -h, --help            toon deze hulp en stop",
        "  --week WEEK           alleen deze week, zoals 2026-W40 (standaard: 100 %)",
        "  --by promised|shipped|ordered",
        "                        de dag die een artikel in een week plaatst (standaard: promised)",
        "  --only hit|miss|pending|excluded",
        "                        alleen artikelen met dit oordeel",
        "  --window 22|24        over hoeveel definitieve weken strikes tellen (standaard: 22)",
        "  --format {text,json}  de vorm van wat wordt getoond (standaard: text)",
        "  --slice-by COLUMN     een kolom om apart naar te tellen, in het bestand van de telling",
        "  --shop SHOP           de naam van de winkel waar de tabellen van zijn, in het bestand van de telling",
        "",
        "Tot zover.",
    ]


def test_a_usage_of_ones_own_is_shown_as_it_is() -> None:
    assert tool(usage="tool BESTAND").format_usage() == "gebruik: tool BESTAND\n"


def test_what_is_not_given_is_the_default_that_is_shown() -> None:
    assert vars(tool().parse_args([])) == {
        "standard": None,
        "week": None,
        "by": WeekBy.PROMISED,
        "only": None,
        "window": "22",
        "format": "text",
        "slice_by": None,
        "shop": "",
    }


def test_what_is_given_is_read() -> None:
    given = "--week 2026-W40 --by ordered --only miss --window 24 --format json --shop noord retouren"

    assert vars(tool().parse_args(given.split())) == {
        "standard": "retouren",
        "week": Week.parse("2026-W40"),
        "by": WeekBy.ORDERED,
        "only": Verdict.MISS,
        "window": "24",
        "format": "json",
        "slice_by": None,
        "shop": "noord",
    }


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("--week 40", "argument --week: Kan 40 niet gebruiken als week: verwacht: een ISO 8601-week zoals 2026-W40"),
        ("--by moon", "argument --by: verwacht: een van promised, shipped, ordered, niet moon"),
        ("--window 23", "argument --window: ongeldige keuze: 23 (kies uit 22, 24)"),
        ("--format csv", "argument --format: ongeldige keuze: csv (kies uit text, json)"),
        ("--slice-by a --shop b", "argument --shop: niet toegestaan samen met argument --slice-by"),
        ("--wee 2026-W40", "onbekende argumenten: --wee"),
    ],
)
def test_what_is_refused_is_told_in_the_language_of_the_parser(
    capsys: pytest.CaptureFixture[str], given: str, told: str
) -> None:
    with pytest.raises(SystemExit) as ended:
        tool().parse_args(given.split())

    out, err = capsys.readouterr()
    assert (ended.value.code, out) == (2, "")
    assert err.replace("'", "") == f"tool: fout: {told}\ntool --help vertelt meer\n"  # each Python has its own quotes


@pytest.mark.parametrize("name", ["-h", "--help"])
def test_the_help_has_a_short_and_a_long_name(capsys: pytest.CaptureFixture[str], name: str) -> None:
    with pytest.raises(SystemExit) as ended:
        tool().parse_args([name])

    assert ended.value.code == 0
    assert capsys.readouterr().out.startswith("gebruik: tool [-h] ")
