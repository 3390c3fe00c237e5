"""`trackntrace check`: what it prints, as text and as JSON, and its exit status."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from trackntrace.cli import main
from trackntrace.documents import csv_table

HEADER = "number,service,order,reference\r\n"
KEYS = ["given", "number", "service", "answer", "candidates", "findings", "link"]

Capture = pytest.CaptureFixture[str]


def run(capsys: Capture, *arguments: str) -> tuple[int, str, str]:
    """Exit status, standard output, standard error."""
    try:
        status = main(["check", *arguments])
    except SystemExit as usage:
        status = int(str(usage.code))
    return (status, *capsys.readouterr())


def lines(capsys: Capture, *arguments: str) -> list[dict[str, Any]]:
    _, out, _ = run(capsys, *arguments, "--format", "json")
    return [json.loads(line) for line in out.splitlines()]


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "labels.csv"
    path.write_text(
        HEADER
        + "3SABCD1234567,TNT,C1,\r\n"
        + "NVT,TNT,C2,\r\n"
        + "3SABCD1234567,TNT,C1,\r\n"
        + "3SABCD1234567,TNT,C3,\r\n"
        + ",TNT,C4,\r\n"
        + ",COURIER,C5,cupboard\r\n"
        + "C6,PACKS,C6,\r\n"
        + "3.4E+14,DPD-NL,,\r\n",
        "utf-8",
    )
    return path


# Numbers


def test_a_good_number_fits_and_the_status_is_nought(capsys: Capture) -> None:
    assert run(capsys, "3s abcd 1234567", "--service", "TNT")[0] == 0


def test_the_text_says_number_service_answer_findings_and_remedies(capsys: Capture) -> None:
    status, out, err = run(capsys, "JVGL9999999999/3043LC", "--service", "DHL")

    assert (status, err) == (0, "")
    assert out.splitlines() == [
        "JVGL9999999999 for DHL (DHL): fits (shape-fits)",
        "  warn: A postcode, /3043LC, was glued to the number. [postcode-glued-on]",
        "    Enter JVGL9999999999 alone.",
        "  https://my.dhlecommerce.nl/home/tracktrace/JVGL9999999999?lang=nl_NL",
    ]


def test_without_a_service_the_candidates_are_named(capsys: Capture) -> None:
    _, out, _ = run(capsys, "3SABCD1234567")

    assert out == "3SABCD1234567\n  could be: PostNL, 3S with four letters (high)\n"


def test_a_number_that_blocks_makes_the_status_one(capsys: Capture) -> None:
    status, out, _ = run(capsys, "3SABCD1234567", "RB123456786US", "--service", "TNT")

    assert status == 1
    assert out.startswith(
        "3SABCD1234567 for PostNL (TNT): fits (shape-fits)\n"
        "  no link: postcode and country are missing\n"
        "RB123456786US for PostNL (TNT): contradicts"
    )


def test_a_doubt_alone_leaves_the_status_nought(capsys: Capture) -> None:
    assert run(capsys, "3SABCD1234567", "--service", "DHL")[0] == 0


def test_json_is_one_line_a_number_with_these_keys_in_this_order(capsys: Capture) -> None:
    found = lines(capsys, "3s abcd 1234567", "nvt", "\u202e", "--service", "TNT")

    assert [list(each) for each in found] == [KEYS] * 3
    assert [each["number"] for each in found] == ["3SABCD1234567", "NVT", None]
    assert [each["answer"] for each in found] == ["fits", "cannot-judge", None]
    assert {each["service"] for each in found} == {"TNT"}
    assert found[0]["given"] == "3s abcd 1234567"


def test_json_names_candidates_and_findings_by_these_keys(capsys: Capture) -> None:
    (found,) = lines(capsys, "201298452277")

    assert found["service"] is found["answer"] is found["link"] is None
    assert found["candidates"][0] == {"carrier": "GLS", "format": "12 digits", "confidence": "high"}
    assert found["findings"] == [
        {
            "severity": "info",
            "code": "several-carriers",
            "text": "201298452277 could be a number of several carriers: DHL Paket, FedEx, GLS.",
        }
    ]


def test_a_link_is_made_where_enough_is_known_for_one(capsys: Capture) -> None:
    place = ("--postcode", "1234 AB", "--country", "NL")
    link = "https://postnl.nl/tracktrace/?B=3SABCD1234567&P=1234AB&D=NL&T=C&L=NL"

    assert lines(capsys, "3SABCD1234567", "--service", "TNT", *place)[0]["link"] == link
    assert lines(capsys, "3SABCD1234567", "--service", "TNT")[0]["link"] is None
    assert lines(capsys, "3SABCD1234567", *place)[0]["link"] is None


def test_what_blocks_has_no_link(capsys: Capture) -> None:
    assert lines(capsys, "1Z5R89390357567128", "1Z5R89390357567127", "--service", "UPS")[0]["link"] is None


@pytest.mark.parametrize(
    "given", ["", " ", "3SABCD\x1b[2J", "\u202e3SABCD12", "\udcff", "A" * 100_000, "<script>", "{0}%s", "-"]
)
@pytest.mark.parametrize("form", ["text", "json"])
def test_hostile_text_is_blocked_and_printed_in_plain_letters(capsys: Capture, given: str, form: str) -> None:
    status, out, err = run(capsys, "--format", form, "--service", "TNT", "--", given)

    assert (status, err) == (1, "")
    assert out.isascii()
    assert all(line.isprintable() for line in out.splitlines())


def test_a_service_with_an_accent_is_printed_in_plain_letters(capsys: Capture) -> None:
    assert run(capsys, "3SABCD1234567", "--service", "AMPERE")[1].isascii()


# Usage


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("3SABCD1234567", "--file", "labels.csv"),
        ("3SABCD1234567", "--service", "pnl"),
        ("3SABCD1234567", "--format", "xml"),
        ("3SABCD1234567", "--service", "TNT", "--postcode", "\x00"),
        ("nvt", "3SABCD1234567", "--service", "TNT", "--country", "NLD"),
        ("--file", "nowhere.csv"),
        ("--file", "/"),
    ],
)
def test_wrong_usage_is_told_with_status_two_and_nothing_is_printed(
    capsys: Capture, arguments: tuple[str, ...]
) -> None:
    status, out, err = run(capsys, *arguments)

    assert (status, out) == (2, "")
    assert err


# A batch


def test_a_table_is_checked_with_its_orders_and_summed_up(capsys: Capture, table: Path) -> None:
    status, out, err = run(capsys, "--file", str(table))

    assert (status, err) == (1, "")
    assert out.splitlines()[-1] == "8 checked: 3 blocked, 2 with a warning, 3 fine"
    assert [line.partition("[")[2][:-1] for line in out.splitlines() if line.endswith("]")] == [
        "placeholder",
        "used-before",
        "missing-number",
        "equals-own-number",
        "scientific-notation",
    ]


def test_in_json_a_batch_is_one_line_a_number_and_the_summary_stands_apart(capsys: Capture, table: Path) -> None:
    status, out, err = run(capsys, "--file", str(table), "--format", "json")
    found = [json.loads(line) for line in out.splitlines()]

    assert status == 1
    assert err == "8 checked: 3 blocked, 2 with a warning, 3 fine\n"
    assert [list(each) for each in found] == [KEYS] * 8
    assert [each["given"] for each in found[-2:]] == ["C6", "3.4E+14"]
    assert found[4]["number"] is None


def test_a_batch_in_which_nothing_blocks_ends_with_nought(capsys: Capture, tmp_path: Path) -> None:
    path = tmp_path / "labels.csv"
    path.write_text(HEADER + "3SABCD1234567,TNT,C1,\r\n3SABCD1234567,DHL,,\r\n", "utf-8")

    assert run(capsys, "--file", str(path))[0] == 0


def test_a_row_without_a_service_takes_the_one_that_is_given_for_all(capsys: Capture, tmp_path: Path) -> None:
    path = tmp_path / "labels.csv"
    path.write_text(HEADER + "3SABCD1234567,,C1,\r\n1Z5R89390357567127,UPS,C2,\r\n", "utf-8")

    assert [each["service"] for each in lines(capsys, "--file", str(path), "--service", "TNT")] == ["TNT", "UPS"]


def test_a_table_may_come_through_a_pipe(table: Path) -> None:
    done = _called("check", "--file", "-", given=table.read_bytes())

    assert done.returncode == 1
    assert done.stdout.endswith(b"8 checked: 3 blocked, 2 with a warning, 3 fine\n".replace(b"\n", _newline()))


def test_a_refused_table_is_named_one_line_a_fault_and_nothing_is_printed(capsys: Capture, tmp_path: Path) -> None:
    path = tmp_path / "labels.csv"
    path.write_text(HEADER + '"3SABCD\n1234567",TNT,C1,\r\nA,tnt,C2,\r\nB,TNT\r\nC,TNT,C 3,\r\n', "utf-8", newline="")
    status, out, err = run(capsys, "--file", str(path))
    named = [line.partition("labels.csv:")[2] for line in err.splitlines()]

    assert (status, out) == (1, "")
    assert [line[: line.index(": expected")] for line in named] == ["4: delivery service", "5: row", "6: order_id"]


def test_of_many_faults_the_first_hundred_are_listed(capsys: Capture, tmp_path: Path) -> None:
    path = tmp_path / "labels.csv"
    path.write_text(HEADER + "A,tnt,,\r\n" * 1_000, "utf-8")
    status, out, err = run(capsys, "--file", str(path))

    assert (status, out) == (1, "")
    assert len(err.splitlines()) == 101
    assert "900 more" in err.splitlines()[-1]


def test_a_file_is_read_no_further_than_a_table_may_be_long(
    capsys: Capture, table: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(csv_table, "LARGEST_TABLE", 30)
    monkeypatch.setattr("trackntrace.cli.check.LARGEST_TABLE", 30)
    status, out, err = run(capsys, "--file", str(table))

    assert (status, out) == (1, "")
    assert "expected at most 30 bytes (not 31)" in err


# Pipes


def _called(*arguments: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "trackntrace", *arguments], input=given, capture_output=True, check=False
    )


def _newline() -> bytes:
    return b"\r\n" if sys.platform == "win32" else b"\n"


@pytest.mark.skipif(sys.platform == "win32", reason="a shell of this system is asked")
def test_a_pipe_that_closes_early_ends_it_quietly(tmp_path: Path) -> None:
    path = tmp_path / "labels.csv"
    path.write_text(HEADER + "3SABCD1234567,TNT,C1,\r\n" * 5_000, "utf-8")
    command = f"{sys.executable} -m trackntrace check --file {path} | head -1"
    done = subprocess.run(["sh", "-c", command], capture_output=True, check=False)

    assert done.stdout == b"3SABCD1234567 for PostNL (TNT): fits (shape-fits)\n"
    assert done.stderr == b""
