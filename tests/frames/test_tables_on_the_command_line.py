"""``trackntrace tally``: which files are read by what, how wrong ones are told, and what is shown on the way."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

pytest.importorskip("narwhals", reason="narwhals comes with the extra frames")
pytest.importorskip("polars", reason="these tests read their tables with Polars")

from trackntrace.cli import main, tables
from trackntrace.performance.tally import Tally

AS_OF = "2026-10-12T12:00:00+02:00"
HEAD = "order_id,stage,service,number,promised,delivered,quantity,shop\n"
ROWS = (
    "A1,shipped,TNT,3SABCD1234567,2026-10-07,2026-10-07T12:00:00+02:00,2,north\n"
    "A2,shipped,TNT,,2026-10-07,2026-10-08T12:00:00+02:00,1,south\n"
)
INSTALL = "pip install 'trackntrace-orders[frames]' polars"

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def items(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Three items of two orders, two of which came on time and with a number."""
    monkeypatch.chdir(tmp_path)
    Path("items.csv").write_text(HEAD + ROWS, "utf-8")
    return "items.csv"


def called(capsys: Capture, *arguments: str) -> tuple[int, str, str]:
    try:
        status = main(["tally", *arguments, "--as-of", AS_OF])
    except SystemExit as ended:
        status = int(str(ended.code))
    return (status, *capsys.readouterr())


def test_the_scores_of_a_table_are_told_as_text(capsys: Capture, items: str) -> None:
    status, out, err = called(capsys, items)

    assert (status, err) == (0, "")
    assert out.splitlines() == [
        f"As of {AS_OF}",
        "",
        "week      standard              score  norm     standing     hits  counted  pending  excluded  headroom",
        "2026-W41  order-traceability   66.6 %  >= 98 %  falls-short     2        3        0         0         0",
        "2026-W41  items-on-time       100.0 %  >= 93 %  meets           2        2        1         0         0",
        "",
        "2026-W41 order-traceability falls short: 1 missing-number; 47 more hits bring it back.",
    ]


def test_the_scores_of_a_table_are_told_in_the_language_that_was_asked_for(capsys: Capture, items: str) -> None:
    _, out, _ = called(capsys, items, "--lang", "nl", "--week", "2026-W41")

    assert out.splitlines()[-1:] == [
        "2026-W41 Bestelling volgbaar haalt de norm niet: 1 missing-number; met 47 goede erbij is de norm weer gehaald.",
    ]
    assert called(capsys, items, "--week", "2026-W40")[1] == f"Nothing to score as of {AS_OF}.\n"


def test_one_standard_counted_by_order_or_slice_is_a_file_of_its_own(capsys: Capture, items: str) -> None:
    asked = (items, "--format", "tally", "--standard", "order-traceability")
    by_order = json.loads(called(capsys, *asked, "--per", "order")[1])
    sliced = json.loads(called(capsys, *asked, "--slice-by", "shop")[1])
    given, missing = ([["seller", "shipped", "parcel", each, "no"]] for each in ("given", "missing"))

    assert by_order["counting"] == {
        "standard": "order-traceability",
        "factsVersion": 1,
        "unit": "order",
        "by": "promised",
        "asOf": AS_OF,
        "readings": by_order["counting"]["readings"],
    }
    assert [cell[3] for cell in by_order["cells"]] == [1, 1]
    assert sliced["cells"] == [["2026-W41", "north", given, 2], ["2026-W41", "south", missing, 1]]


@pytest.mark.parametrize("more", [(), ("--standard", "order-traceability", "--standard", "items-on-time")])
def test_the_file_of_a_tally_is_of_one_standard(capsys: Capture, items: str, more: tuple[str, ...]) -> None:
    assert called(capsys, items, "--format", "tally", *more) == (
        2,
        "",
        "trackntrace: --format tally needs one --standard\n",
    )


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("nowhere.csv", "nowhere.csv: no such file"),
        ("nothing-*.csv", "nothing-*.csv: no such file"),
        ("a\x00b.csv", "a\\x00b.csv: no such file"),
        ("a\x00b/*.csv", "a\\x00b/*.csv: no such file"),
        ("folder.csv", "folder.csv: no such file"),
        ("items.txt", "expected files that all end with .parquet, .csv, .jsonl or .ndjson"),
        ("items.*", "expected files that all end with .parquet, .csv, .jsonl or .ndjson"),
    ],
)
def test_what_is_no_table_by_its_name_is_told(capsys: Capture, items: str, name: str, told: str) -> None:
    Path("folder.csv").mkdir()
    Path("items.txt").write_text(HEAD + ROWS, "utf-8")

    assert called(capsys, name, "--per", "order") == (2, "", f"trackntrace: {told}\n")


@pytest.mark.parametrize("name", ["broken.parquet", "broken.jsonl"])
def test_what_is_no_table_by_what_it_holds_is_told_by_its_name(capsys: Capture, items: str, name: str) -> None:
    Path(name).write_bytes(b'{"a": [\xff\x00PAR1"\n,,,\n' * 3)

    assert called(capsys, items, name) == (2, "", f"trackntrace: {name}: cannot be read as a table\n")


def test_a_file_that_is_named_twice_is_counted_once(capsys: Capture, items: str) -> None:
    once, twice = called(capsys, items), called(capsys, items, "*.csv", "./items.csv")

    assert once == twice


def test_all_kinds_of_text_may_be_mixed_in_no_call_that_counts_orders(capsys: Capture, items: str) -> None:
    line = {"order_id": "A1", "stage": "shipped", "service": "TNT", "number": "3SABCD1234567", "promised": "2026-10-07"}
    Path("items.jsonl").write_text(json.dumps(line) + "\n", "utf-8")

    assert called(capsys, items, "items.jsonl")[0] == 0
    assert called(capsys, items, "items.jsonl", "--per", "order")[0] == 2


def test_a_column_is_text_whatever_its_cells_look_like(capsys: Capture, items: str) -> None:
    head = "order_id,stage,service,number,promised\n"
    Path(items).write_text(head + "".join(f"0{n},shipped,DPD-NL,0599000000{n},2026-10-07\n" for n in range(9)), "utf-8")

    out = called(capsys, items, "--format", "json", "--standard", "order-traceability")[1]

    assert json.loads(out)["weeks"][0]["scores"][0]["verdicts"] == {"number-given": 9}


def test_orders_whose_names_differ_in_a_nought_only_are_two(capsys: Capture, items: str) -> None:
    head = "order_id,stage,service,number,promised\n"
    Path(items).write_text(
        head + "".join(f"{name},shipped,DPD-NL,,2026-10-07\n" for name in ("7", "07", "7.0")), "utf-8"
    )

    out = called(capsys, items, "--format", "json", "--per", "order", "--standard", "order-traceability")[1]

    assert json.loads(out)["weeks"][0]["scores"][0]["verdicts"] == {"missing-number": 3}


def test_a_fault_in_a_table_is_told_in_the_language_that_was_asked_for(capsys: Capture, items: str) -> None:
    Path(items).write_text((HEAD + ROWS).replace("shipped", "lost"), "utf-8")

    told = called(capsys, items, "--lang", "nl")
    assert told[:2] == (1, "")
    assert told[2].startswith("stage: verwacht: ")
    assert called(capsys, items)[2].startswith("stage: expected ")


@pytest.mark.parametrize(
    ("name", "there", "told"),
    [
        ("items.csv", "", "tables need more than was installed: {install}"),
        ("items.csv", "narwhals duckdb pyarrow", "CSV and JSON Lines are read with Polars: {install}"),
        ("items.parquet", "narwhals", "Parquet is read with Polars, DuckDB or PyArrow: {install}"),
    ],
)
@pytest.mark.usefixtures("items")
def test_what_is_not_installed_is_told_with_the_line_that_installs_it(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch, name: str, there: str, told: str
) -> None:
    Path("items.parquet").write_bytes(b"")
    monkeypatch.setattr(tables, "find_spec", lambda module: module if module in there.split() else None)

    assert called(capsys, name) == (2, "", f"trackntrace: {told.format(install=INSTALL)}\n")


class Reader:
    """A library that reads Parquet, and says which it is and which files it was asked for."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.files: list[object] = []

    def read_parquet(self, files: list[object]) -> tuple[str, list[object]]:
        return self.name, files

    def dataset(self, files: list[object]) -> Reader:
        self.files = files
        return self

    def to_table(self) -> tuple[str, list[object]]:
        return self.name, self.files


@pytest.mark.parametrize(
    ("there", "read"),
    [
        ("duckdb", ("duckdb", ["a.parquet", "B.PARQUET"])),
        ("pyarrow", ("pyarrow.dataset", [Path("a.parquet"), Path("B.PARQUET")])),
    ],
)
def test_without_polars_parquet_is_read_by_whatever_is_there(
    monkeypatch: pytest.MonkeyPatch, there: str, read: object
) -> None:
    monkeypatch.setattr(tables, "import_module", Reader)
    monkeypatch.setattr(tables, "find_spec", lambda module: module if module == there else None)

    assert tables._table([Path("a.parquet"), Path("B.PARQUET")]) == read


class Terminal(io.StringIO):
    """What a terminal was told, and how often at once."""

    flushed = 0

    def isatty(self) -> bool:
        return True

    def flush(self) -> None:
        self.flushed += 1


@pytest.mark.parametrize(
    ("moments", "told"),
    [
        ((10.0, 11.0, 11.0), ""),
        (
            (10.0, 11.5, 12.0),
            (
                "\r[##########....................]  33%  1 of 2 files"
                "\r[##############################] 100%  2 of 2 files\n"
            ),
        ),
        ((10.0, 10.5, 12.0), "\r[##############################] 100%  2 of 2 files\n"),
    ],
)
def test_how_far_a_long_count_is_is_drawn_at_once_on_a_terminal(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, moments: tuple[float, ...], told: str
) -> None:
    files = [tmp_path / "a.csv", tmp_path / "b.csv"]
    for path, size in zip(files, (10, 20), strict=True):
        path.write_bytes(b"x" * size)
    terminal, clock = Terminal(), iter(moments)
    monkeypatch.setattr("sys.stderr", terminal)
    monkeypatch.setattr(tables, "monotonic", lambda: next(clock))

    parts: list[list[Path]] = []

    def count(part: list[Path]) -> tuple[Tally, ...]:
        parts.append(part)
        return ()

    assert [*tables._with_progress(files, count)] == [(), ()]
    assert parts == [[files[0]], [files[1]]]
    assert terminal.getvalue() == told
    assert terminal.flushed == told.count("\r")
