"""``trackntrace tally``: item tables in files."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("narwhals", reason="narwhals comes with the extra frames")
pytest.importorskip("polars", reason="these tests make their tables with Polars")

import polars as pl

from tests.frames.cases import CASES, USUAL
from tests.frames.made_up import polars_table
from trackntrace import frames
from trackntrace.cli import main, tables
from trackntrace.documents.tally_file import read_tally, tally_bytes
from trackntrace.moment import parse_moment
from trackntrace.performance.items_on_time import ITEMS_ON_TIME
from trackntrace.performance.tally import Unit

AS_OF = "2026-10-12T12:00:00+02:00"
PRINTABLE = [case.row for case in CASES if "unreadable" not in case.name]


@pytest.fixture
def table() -> pl.DataFrame:
    made: pl.DataFrame = polars_table(PRINTABLE)
    return made


def written(table: pl.DataFrame, path: Path) -> str:
    if path.suffix == ".parquet":
        table.write_parquet(path)
    elif path.suffix == ".csv":
        table.write_csv(path, datetime_format="%Y-%m-%dT%H:%M:%S%.f%:z")
    else:
        table.with_columns(pl.col(pl.Datetime).dt.to_string("%Y-%m-%dT%H:%M:%S%.f%:z")).write_ndjson(path)
    return str(path)


def tally_of(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    status = main(["tally", *arguments, "--as-of", AS_OF, "--standard", "items-on-time", "--format", "tally"])
    assert status == 0
    return read_tally(capsys.readouterr().out.encode(), ITEMS_ON_TIME)


@pytest.mark.parametrize("kind", ["parquet", "csv", "jsonl", "ndjson"])
def test_a_file_is_counted_as_its_table_is(
    kind: str, table: pl.DataFrame, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = written(table, tmp_path / f"items.{kind}")

    counted = tally_of(capsys, path)

    assert counted == frames.tally(table, ITEMS_ON_TIME, as_of=parse_moment(AS_OF))


def test_many_files_are_added_up_and_a_pattern_names_them(
    table: pl.DataFrame, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for place, part in enumerate((table[:9], table[9:20], table[20:])):
        written(part, tmp_path / f"part-{place}.parquet")

    counted = tally_of(capsys, str(tmp_path / "part-*.parquet"))

    assert counted == frames.tally(table, ITEMS_ON_TIME, as_of=parse_moment(AS_OF))


def test_an_order_may_lie_in_two_files(table: pl.DataFrame, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    names = [written(part, tmp_path / f"{place}.parquet") for place, part in enumerate((table[:9], table[9:]))]

    counted = tally_of(capsys, *names, "--per", "order")

    assert counted == frames.tally(table, ITEMS_ON_TIME, as_of=parse_moment(AS_OF), per=Unit.ORDER)
    assert counted.total == 1


def test_scores_are_printed_as_text_and_as_json(
    table: pl.DataFrame, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = written(table, tmp_path / "items.parquet")

    assert main(["tally", path, "--as-of", AS_OF]) == 0
    text = capsys.readouterr().out
    assert main(["tally", path, "--as-of", AS_OF, "--format", "json", "--week", "2026-W41"]) == 0
    document = json.loads(capsys.readouterr().out)

    assert "2026-W41  items-on-time" in text
    assert [week["week"] for week in document["weeks"]] == ["2026-W41"]


def test_the_files_of_a_shop_are_named_by_it(
    table: pl.DataFrame, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = written(table, tmp_path / "items.parquet")

    counted = tally_of(capsys, path, "--shop", "north")

    assert (
        counted.sliced("north")
        == counted
        == frames.tally(table, ITEMS_ON_TIME, as_of=parse_moment(AS_OF), shop="north")
    )


@pytest.mark.parametrize("arguments", [["--slice-by", "nowhere"], ["--shop", "x" * 65]])
def test_a_slice_that_cannot_be_meant_is_refused_in_one_line(
    arguments: list[str], table: pl.DataFrame, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = written(table, tmp_path / "items.parquet")

    assert main(["tally", path, "--as-of", AS_OF, *arguments]) in {1, 2}
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_files_are_of_one_shop_or_sliced_but_not_both() -> None:
    with pytest.raises(SystemExit):
        main(["tally", "items.parquet", "--shop", "north", "--slice-by", "shop"])


def test_a_fault_refuses_all_and_names_every_column(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "items.csv"
    head = "order_id,quantity,stage,promised,delivered\n"
    rows = "B1,1,shipped,2026-10-07,2026-10-07T12:00\nB2,x,lost,7 October,2026-10-07T12:00:00Z\n"
    path.write_text(head + rows, "utf-8")

    assert main(["tally", str(path), "--as-of", AS_OF]) == 1

    printed = capsys.readouterr()
    assert not printed.out
    assert sorted(line.partition(":")[0] for line in printed.err.splitlines()) == [
        *("delivered", "promised", "quantity", "stage"),
    ]


@pytest.mark.parametrize(
    "arguments",
    [
        ["nowhere.parquet"],
        ["no\x00where.parquet"],
        ["nothing-*.csv"],
        [__file__],
        [__file__, "--format", "tally"],
    ],
)
def test_what_cannot_be_meant_is_wrong_usage(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["tally", *arguments, "--as-of", AS_OF]) == 2
    assert capsys.readouterr().err.startswith("trackntrace: ")


def test_on_a_terminal_a_long_count_shows_how_far_it_is(
    table: pl.DataFrame, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    names = [written(table, tmp_path / f"{place}.parquet") for place in range(2)]
    terminal = io.StringIO()
    monkeypatch.setattr(terminal, "isatty", lambda: True)
    monkeypatch.setattr(tables, "_A_WHILE", -1.0)
    monkeypatch.setattr("sys.stderr", terminal)

    tally_of(capsys, *names)

    assert "[###############...............]  50%  1 of 2 files" in terminal.getvalue()
    assert terminal.getvalue().endswith("100%  2 of 2 files\n")


@pytest.mark.parametrize(("missing", "told"), [("narwhals", "pip install"), ("polars", "read with Polars")])
def test_what_is_not_installed_is_said(
    missing: str, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = written(polars_table([USUAL]), tmp_path / "items.csv")
    monkeypatch.setattr(tables, "find_spec", lambda name: None if name == missing else name)

    assert main(["tally", path, "--as-of", AS_OF]) == 2
    assert told in capsys.readouterr().err


@pytest.mark.parametrize("name", ["broken.parquet", "broken.csv", "broken.jsonl"])
def test_a_file_that_is_no_table_is_refused_in_one_line(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / name
    path.write_bytes(b'{"a": [\xff\x00PAR1"\n,,,\n' * 3)

    assert main(["tally", str(path), "--as-of", AS_OF]) in {1, 2}
    assert len(capsys.readouterr().err.splitlines()) <= 2


def test_a_tally_that_was_printed_can_be_added(table: pl.DataFrame) -> None:
    counted = frames.tally(table, ITEMS_ON_TIME, as_of=parse_moment(AS_OF), slice_by="service")

    assert read_tally(tally_bytes(counted), ITEMS_ON_TIME) == counted
