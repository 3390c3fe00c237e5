"""The frame of the scoreboard: a bar that does not hold is named, and nothing that was measured is lost."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import NoReturn

import pytest

from tools.scoreboard import __main__ as board
from tools.scoreboard import record
from tools.scoreboard.figure import Figure, Holds, Measured, Outcome, Volume, measured, not_measured, reached
from tools.scoreboard.figures import FIGURES


def figure(outcome: Outcome, name: str = "made-up") -> Figure:
    return Figure(name=name, says="what is promised", bar="0", measure=lambda _: outcome)


def result(name: str, value: str = "0", *, holds: Holds = Holds.YES, note: str = "") -> Measured:
    return Measured(
        figure=name,
        outcome=Outcome(value=value, holds=holds, note=note),
        on=date(2026, 11, 28),
        python="3.11.7",
        volume=Volume.FULL,
        seconds=3,
    )


def _breaks(_: Volume) -> NoReturn:
    raise RuntimeError("no such thing")


def test_a_measure_that_breaks_is_a_bar_that_does_not_hold() -> None:
    broken = Figure(name="broken", says="what is promised", bar="0", measure=_breaks)

    outcome = measured(broken, Volume.FULL).outcome

    assert outcome.holds is Holds.NO
    assert outcome.note == "the measure broke: RuntimeError: no such thing"


def test_a_bar_holds_where_nothing_failed() -> None:
    assert reached("0 wrong", failures=0).holds is Holds.YES
    assert reached("2 wrong", failures=[1, 2]).holds is Holds.NO


@pytest.mark.parametrize(
    ("outcome", "volume", "status"),
    [
        (reached("0", failures=0), Volume.FULL, 0),
        (reached("1", failures=1), Volume.FULL, 1),
        (reached("1", failures=1), Volume.BOUNDED, 1),
        (not_measured("lacking"), Volume.FULL, 1),
        (not_measured("lacking"), Volume.BOUNDED, 0),
    ],
)
def test_the_run_fails_and_names_what_does_not_hold(
    outcome: Outcome,
    volume: Volume,
    status: int,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(board, "FIGURES", (figure(outcome),))
    monkeypatch.setattr("sys.argv", ["scoreboard", *(["--bounded"] if volume is Volume.BOUNDED else [])])

    assert board.main() == status
    assert ("the bar does not hold: made-up" in capsys.readouterr().err) is bool(status)


def test_an_unknown_figure_is_refused(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.argv", ["scoreboard", "unheard-of"])

    with pytest.raises(SystemExit) as caught:
        board.main()

    assert caught.value.code == 2
    assert "no such figure: unheard-of" in capsys.readouterr().err


def test_what_was_not_measured_now_stays_as_it_was_measured_last(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(record, "RECORD", tmp_path / "scoreboard.json")
    monkeypatch.setattr(record, "PAGE", tmp_path / "scoreboard.md")
    figures = (figure(reached("0", failures=0), "one"), figure(reached("0", failures=0), "two"))

    record.keep(figures, [result("two", "first"), result("one", "first", note="a | note")])
    record.keep(figures, [result("two", "second"), result("forgotten")])

    known = record.read()
    assert {name: each.outcome.value for name, each in known.items()} == {"one": "first", "two": "second"}
    assert known["one"] == result("one", "first", note="a | note")
    page = (tmp_path / "scoreboard.md").read_text("utf-8")
    assert "| what is promised (`two`) | 0 | second | yes | - | 2026-11-28, CPython 3.11.7 |" in page
    assert "- `one`: a | note" in page


def test_every_figure_has_a_name_of_its_own() -> None:
    names = [each.name for each in FIGURES]

    assert len(names) == len(set(names))


def test_the_page_in_the_docs_is_printed_from_the_record_beside_it() -> None:
    assert record.PAGE.read_text("utf-8") == record.page(FIGURES, record.read())


def test_the_record_knows_every_figure_and_every_bar_holds_or_says_why_not() -> None:
    known = record.read()

    assert [name for name in known if name not in {each.name for each in FIGURES}] == []
    assert [each.name for each in FIGURES if each.name not in known] == []
    assert [name for name, each in known.items() if each.outcome.holds is not Holds.YES and not each.outcome.note] == []
