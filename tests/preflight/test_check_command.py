"""`trackntrace check`: what it prints, as text and as JSON, and its exit status."""

from __future__ import annotations

import json
import subprocess
import sys
from io import BytesIO, TextIOWrapper
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


# What is printed, whole


def test_what_is_wrong_with_the_usage_is_told_of_the_command(capsys: Capture) -> None:
    country = (
        "'NLD' as country: too long: expected at most 2 characters: "
        "a two-letter country code, or nothing where it is not known"
    )
    postcode = (
        r"'\x01' as postcode: expected letters and digits with spaces or hyphens inside, "
        "or nothing where it is not known"
    )
    for arguments, told in (
        ((), "give numbers or a file with --file, not both"),
        (("3SABCD1234567", "--country", "nld"), f"Cannot use {country}"),
        (("3SABCD1234567", "--postcode", "\x01"), f"Cannot use {postcode}"),
    ):
        assert run(capsys, *arguments) == (2, "", f"trackntrace: check: {told}\n")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (
            ("3SABCD1234567", "--service", "TNT"),
            ["3SABCD1234567 voor PostNL (TNT): past (shape-fits)", "  geen link: postcode en land ontbreken"],
        ),
        (
            ("JVGL9999999999/3043LC", "--service", "DHL"),
            [
                "JVGL9999999999 voor DHL (DHL): past (shape-fits)",
                "  waarschuwing: Er is een postcode, /3043LC, aan het nummer geplakt. [postcode-glued-on]",
                "    Vul alleen JVGL9999999999 in.",
                "  https://my.dhlecommerce.nl/home/tracktrace/JVGL9999999999?lang=nl_NL",
            ],
        ),
        (
            ("201298452277",),
            [
                "201298452277",
                (
                    "  kan zijn: GLS, 12 cijfers (hoog); FedEx, 12 cijfers (Express) (hoog); "
                    "DHL Paket, Identcode van 12 cijfers (gemiddeld); Mondial Relay, 8, 10 of 12 cijfers (laag)"
                ),
                (
                    "  ter informatie: 201298452277 kan een nummer van verschillende vervoerders zijn: "
                    "DHL Paket, FedEx, GLS. [several-carriers]"
                ),
            ],
        ),
    ],
)
def test_the_text_is_told_in_the_language_that_was_asked_for(
    capsys: Capture, arguments: tuple[str, ...], told: list[str]
) -> None:
    status, out, err = run(capsys, *arguments, "--lang", "nl")

    assert (status, out.splitlines(), err) == (0, told, "")


def test_a_link_is_in_dutch_unless_another_language_is_asked_for(capsys: Capture) -> None:
    number = ("3SABCD1234567", "--service", "TNT", "--postcode", "1234ab", "--country", "nl", "--format", "json")

    assert json.loads(run(capsys, *number)[1])["link"].endswith("?B=3SABCD1234567&P=1234AB&D=NL&T=C&L=NL")
    assert json.loads(run(capsys, *number, "--lang", "en")[1])["link"].endswith("&T=C&L=EN")


@pytest.fixture
def labels() -> bytes:
    rows = [
        "3SABCD1234567,TNT,C1,",
        "NVT,,C2,",
        "3sabcd1234567,TNT,C3,C3",
        ",,C4,",
        ",COURIER,,",
        "3SABCD1234567,TNT,,",
    ]
    return (HEADER + "".join(f"{row}\r\n" for row in rows)).encode()


def test_every_row_of_a_table_is_told_as_it_was_typed_and_for_its_own_service(
    capsys: Capture, labels: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(labels)))
    status, out, err = run(capsys, "--file", "-", "--service", "DHL")

    assert (status, err) == (1, "")
    assert out.splitlines() == [
        "3SABCD1234567 for PostNL (TNT): fits (shape-fits)",
        "NVT for DHL (DHL): cannot-judge (other-shape)",
        "  block: NVT stands in a number's place without being one. [placeholder]",
        "    Enter the number, or leave it open and add it later: what is entered cannot be changed.",
        "3SABCD1234567 for PostNL (TNT): fits (shape-fits)",
        "  warn: 3SABCD1234567 was used before for order C1. [used-before]",
        ("    One box for one order may carry several items; for another order the number is most likely another."),
        "  info: Reading left out or put right the letter-case: 'sabcd'. [taken-off]",
        "no number for DHL (DHL)",
        "  block: A parcel with DHL (DHL) must have a track & trace number. [missing-number]",
        "    Have the number ready before you confirm; if you must confirm without, add it later.",
        "no number for Bezorgafspraak (COURIER)",
        "  warn: The delivery appointment has no own reference. [appointment-without-reference]",
        "    Enter one.",
        "3SABCD1234567 for PostNL (TNT): fits (shape-fits)",
        "6 checked: 2 blocked, 2 with a warning, 2 fine",
    ]


def test_a_number_on_a_row_is_read_for_the_service_of_the_row(capsys: Capture, tmp_path: Path) -> None:
    path = tmp_path / "labels.csv"
    path.write_text(HEADER + "JVGL9999999999/3043LC,DHL,C1,\r\n,,,\r\n", "utf-8")

    glued, nothing = lines(capsys, "--file", str(path))

    assert (glued["number"], [each["code"] for each in glued["findings"]]) == (
        "JVGL9999999999",
        ["postcode-glued-on"],
    )
    assert nothing == {
        "given": "",
        "number": None,
        "service": None,
        "answer": None,
        "candidates": [],
        "findings": [
            {
                "severity": "warn",
                "code": "number-likely-missing",
                "text": (
                    "A parcel must have a track & trace number; what an unknown delivery service carries is not known."
                ),
            }
        ],
        "link": None,
    }
