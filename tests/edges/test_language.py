"""The language of the command line: the one asked for, or else the one that the environment names."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from tests.edges.desk import Desk
from tests.edges.test_command_line_processes import run
from tests.edges.wire import AS_OF, order_object, shipment_object, transport_object
from trackntrace.cli.language import Spoken, asked_in, named_by
from trackntrace.cli.lessons import LESSONS
from trackntrace.wording import Language

OTHERS = [Language.DUTCH, Language.FRENCH]

ENGLISH = re.compile(
    r"\b(the|are|were|this|these|which|not|with|without|expected|such|must|cannot|and|given|error"
    r"|done|refused|needed|from|only|value|there|one|by)\b"
)
"""Words of English sentences that are no words of Dutch or French."""


def english_in(text: str) -> set[str]:
    """Lines with English words, but for what is code: options, file names, sources, commands to type."""
    plain = re.sub(
        r"`[^`]*`|--?[\w|=-]+|\"trackntrace [^\"]*\"|\S+\.(jsonl?|md|csv|html)\S*|<[^>]*>|[a-z]+(-[a-z]+)+", "", text
    )
    return {line for line in plain.splitlines() if ENGLISH.search(line) and not line.startswith("  trackntrace")}


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, Language.ENGLISH),
        ({"LANG": "nl_NL.UTF-8"}, Language.DUTCH),
        ({"LANG": "nl"}, Language.DUTCH),
        ({"LANG": "nl_BE@euro"}, Language.DUTCH),
        ({"LANG": "fr_BE.UTF-8"}, Language.FRENCH),
        ({"LANG": "de_DE.UTF-8"}, Language.ENGLISH),
        ({"LANG": "nld_NL"}, Language.ENGLISH),
        ({"LANG": ""}, Language.ENGLISH),
        ({"LANG": "nl_NL", "LC_MESSAGES": "fr_FR"}, Language.FRENCH),
        ({"LANG": "nl_NL", "LC_MESSAGES": "fr_FR", "LC_ALL": "en_GB"}, Language.ENGLISH),
        ({"LANG": "nl_NL", "LC_ALL": ""}, Language.DUTCH),
        ({"LANG": "fr_FR", "LANGUAGE": "nl"}, Language.DUTCH),
        ({"LANG": "fr_FR", "LANGUAGE": "de:nl_BE:en"}, Language.DUTCH),
        ({"LANG": "fr_FR", "LANGUAGE": "de"}, Language.FRENCH),
        ({"LANG": "en_GB", "LANGUAGE": ":nl"}, Language.DUTCH),
        ({"LANGUAGE": "nl"}, Language.DUTCH),
        ({"LANG": "C", "LANGUAGE": "nl"}, Language.ENGLISH),
        ({"LANG": "nl_NL", "LC_ALL": "C.UTF-8", "LANGUAGE": "nl"}, Language.ENGLISH),
        ({"LANG": "nl_NL", "LC_ALL": "POSIX"}, Language.ENGLISH),
        ({"LANG": "NL"}, Language.ENGLISH),
        ({"LANG": "\x00" * 10_000}, Language.ENGLISH),
    ],
)
def test_the_environment_names_the_language_as_gettext_reads_it(
    environment: dict[str, str], language: Language
) -> None:
    assert named_by(environment).language is language


def test_it_is_known_which_variable_named_the_language() -> None:
    assert named_by({"LANG": "fr_FR", "LANGUAGE": "nl"}) == Spoken(Language.DUTCH, "LANGUAGE", "nl")
    assert named_by({"LANG": "de_DE"}) == Spoken(Language.ENGLISH, "", "")


@pytest.mark.parametrize(
    ("arguments", "language"),
    [
        (["score", "--lang", "nl"], Language.DUTCH),
        (["--lang=fr", "score"], Language.FRENCH),
        (["score", "--lang"], None),
        (["score", "--lang", "de"], None),
        (["check", "--", "--lang", "nl"], None),
        ([], None),
    ],
)
def test_a_language_is_asked_for_anywhere_before_two_hyphens(arguments: list[str], language: Language | None) -> None:
    assert asked_in(arguments) is language


@pytest.mark.parametrize("language", OTHERS)
def test_what_is_asked_for_comes_before_what_the_environment_names(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, language: Language
) -> None:
    monkeypatch.setenv("LC_ALL", f"{language.value}_BE.UTF-8")
    own = desk.call("rules", "returns")
    english = desk.call("rules", "returns", "--lang", "en")

    assert english.out.startswith("returns: the first row that matches decides")
    assert own.out != english.out
    assert own.out == desk.call("--lang", language.value, "rules", "returns").out


def test_the_environment_is_asked_by_the_command_line_alone(tmp_path: Path) -> None:
    ended = run("check", "3SABCD1234567", folder=tmp_path, LC_ALL="nl_NL.UTF-8", LANGUAGE="")

    assert ended.stdout.decode().splitlines()[1].strip().startswith("kan zijn: PostNL, 3S met vier letters (hoog)")


WRONG = [
    (),
    ("bogus",),
    ("score",),
    ("score", "--bogus"),
    ("score", "nowhere.jsonl"),
    ("score", "."),
    ("score", "-", "-"),
    ("score", "a\x00b"),
    ("score", "shipments.jsonl", "--week"),
    ("score", "shipments.jsonl", "--week", "2026-W54"),
    ("score", "shipments.jsonl", "--week", "nonsense"),
    ("score", "shipments.jsonl", "--as-of", "yesterday"),
    ("score", "shipments.jsonl", "--as-of", "2026-10-02T14:00"),
    ("score", "shipments.jsonl", "--by", "moon"),
    ("score", "shipments.jsonl", "--format", "pdf"),
    ("score", "shipments.jsonl", "--standard", "moon"),
    ("score", "shipments.jsonl", "--standard", "returns"),
    ("score", "shipments.jsonl", "-o", "nowhere/x"),
    ("score", "shipments.jsonl", "-o", "a\x00b"),
    ("score", "--cancellations", "c.jsonl"),
    ("score", "--orders", "orders.jsonl", "--returns", "r.jsonl"),
    ("strikes", "shipments.jsonl", "--taken-back", "2026-W40"),
    ("strikes", "shipments.jsonl", "--taken-back", "2026-W60=depot-disruption"),
    (
        *("strikes", "shipments.jsonl", "--taken-back", "2026-W40=depot-disruption"),
        *("--taken-back", "2026-W40=marketplace-disruption"),
    ),
    ("compare", "nowhere.json", "nowhere.json"),
    ("compare", "a\x00b", "x"),
    ("compare", "x"),
    ("exemption", "shipments.jsonl"),
    ("exemption", "shipments.jsonl", "--from", "2026-02-30", "--until", "2026-03-01"),
    ("exemption", "shipments.jsonl", "--from", "2026-03-02", "--until", "2026-03-01"),
    ("exemption", "shipments.jsonl", "--from", "2026-03-02", "--until", "2026-03-03", "--place", "x" * 500),
    ("reconcile", "shipments.jsonl"),
    ("reconcile", "shipments.jsonl", "--most-differences", "x"),
    ("tally", "nowhere.csv"),
    ("tally", "shipments.jsonl", "--format", "tally"),
    ("tally", "shipments.jsonl", "--shop", "a", "--slice-by", "b"),
    ("check",),
    ("check", "A", "--file", "B"),
    ("check", "A", "--service", "pnl"),
    ("check", "A", "--country", "NLD"),
    ("check", "--file", "nowhere.csv"),
    ("rules", "moon"),
    ("demo", "--save", "shipments.jsonl"),
    ("completion", "cmd"),
    ("completion",),
]


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("arguments", WRONG, ids=" ".join)
def test_wrong_usage_is_told_in_the_language(desk: Desk, arguments: tuple[str, ...], language: Language) -> None:
    desk.file("shipments.jsonl", shipment_object())
    called = desk.call("--lang", language.value, *arguments)

    assert (called.status, called.out) == (2, "")
    assert english_in(called.err) == set()


BAD = [
    b"",
    b"{",
    b"[1]",
    b"\xff",
    b'{"shipmentId": 1, "shipmentId": 2}',
    b'{"shipmentId": NaN}',
    b'{"shipmentId": "\\u0000"}',
    b'{"shipmentId": ' + b"1" * 60 + b"}",
    b'{"shipmentId": "A"}',
    b'{"shipmentId": true, "order": {"orderId": "<x>"}, "shipmentItems": []}',
    b'{"shipmentId": "A", "shipmentDateTime": "2026-10-02T14:00", "order": 7, "shipmentItems": [{"quantity": 0}]}',
    b'{"shipmentId": "A", "shipmentDateTime": "2026-10-25T02:30:00", "order": {"orderId": "B"}, "shipmentItems": [1]}',
    b'{"shipmentId": "A", "order": {"orderId": "B"}, "shipmentItems": [{"orderItemId": "C", "quantity": 1.0}]}',
]


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("data", BAD, ids=range(len(BAD)))
@pytest.mark.parametrize("kind", ["shipments", "orders", "journeys"])
def test_refused_data_are_told_in_the_language(desk: Desk, data: bytes, kind: str, language: Language) -> None:
    name = desk.raw("bad.jsonl", data + b"\n")
    files = [name] if kind == "shipments" else [f"--{kind}", name]
    called = desk.call("score", *files, "--lang", language.value, "--as-of", AS_OF)

    assert called.status in {0, 1}
    assert english_in(re.sub(r"'[^']*'", "", called.err)) == set()


@pytest.mark.parametrize("language", OTHERS)
def test_what_is_noted_beside_a_result_is_told_in_the_language(desk: Desk, language: Language) -> None:
    one, other = (
        shipment_object(transport=transport_object(trackAndTrace=number))
        for number in ("3SABCD0000001", "3SABCD0000002")
    )
    desk.file("two.jsonl", one, other)
    merged = desk.call("score", "two.jsonl", "--merge", "--as-of", AS_OF, "--lang", language.value)
    kept = desk.call(
        "score", desk.file("bad.jsonl", {"shipmentId": "A"}), "--keep-going", "--as-of", AS_OF, "--lang", language.value
    )

    assert (merged.status, kept.status) == (0, 1)
    assert merged.err
    assert kept.err
    assert english_in(merged.err + kept.err) == set()


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize(
    "command",
    ["", *LESSONS],
)
def test_the_help_is_told_in_the_language(desk: Desk, command: str, language: Language) -> None:
    called = desk.call(*([command] if command else []), "--help", "--lang", language.value)
    before = desk.call("--lang", language.value, *([command] if command else []), "--help")

    assert (called.status, called.err) == (0, "")
    assert called.out == before.out or not command
    assert english_in(before.out) == set()


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("command", [("demo",), ("rules", "items-on-time"), ("rules", "customer-questions")])
def test_what_rules_and_demo_print_is_told_in_the_language(
    desk: Desk, command: tuple[str, ...], language: Language
) -> None:
    called = desk.call(*command, "--lang", language.value)
    ours = [line for line in called.out.splitlines() if not re.search(r"https?:|source|bron|^  [\w-]+: \w", line)]

    assert called.status == 0
    assert english_in("\n".join(ours)) == set()


def test_letters_that_the_output_has_no_sign_for_are_replaced_and_end_nothing(tmp_path: Path) -> None:
    ended = run(
        "rules",
        "returns",
        "--lang",
        "fr",
        folder=tmp_path,
        PYTHONIOENCODING="ascii",
        PYTHONUTF8="0",
        PYTHONCOERCECLOCALE="0",
    )

    assert (ended.returncode, ended.stderr) == (0, b"")
    assert b"premi?re ligne" in ended.stdout


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is full")
def test_an_output_that_cannot_be_written_is_named_and_no_traceback() -> None:
    import subprocess

    with Path("/dev/full").open("wb") as full:
        command = [sys.executable, "-m", "trackntrace", "rules", "--lang", "nl"]
        ended = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False, text=True)

    assert ended.returncode == 2
    assert ended.stderr == "trackntrace: de standaarduitvoer: Geen ruimte meer op het apparaat\n"


@pytest.mark.parametrize(
    ("option", "file", "told"),
    [
        ((), "orders.jsonl", "this looks like orders: give them with --orders"),
        (("--orders",), "shipments.jsonl", "this looks like shipments: give them without an option"),
    ],
)
def test_orders_and_shipments_in_each_others_place_are_told_in_one_line(
    desk: Desk, option: tuple[str, ...], file: str, told: str
) -> None:
    desk.file("orders.jsonl", *(order_object(f"order-{n}") for n in range(200)))
    desk.file("shipments.jsonl", *(shipment_object(f"shipment-{n}") for n in range(200)))
    called = desk.call("score", *option, file)

    assert (called.status, called.out) == (1, "")
    assert called.err.endswith(f"… and 100 more\ntrackntrace: {told}\n")


def test_wrong_usage_is_one_line_and_where_it_is_taught(desk: Desk) -> None:
    called = desk.call("score", "shipments.jsonl", "--format", "pdf", "--lang", "nl")

    assert called.err.splitlines()[0].startswith("trackntrace score: fout: argument --format: ongeldige keuze: 'pdf'")
    assert called.err.splitlines()[1:] == ["trackntrace score --help vertelt meer"]


@pytest.mark.parametrize("language", OTHERS)
def test_the_evidence_for_an_exemption_names_standards_and_verdicts_in_the_language(
    desk: Desk, language: Language
) -> None:
    desk.file("shipments.jsonl", shipment_object())
    days = ("--from", "2026-10-01", "--until", "2026-10-09", "--as-of", AS_OF)
    called = desk.call("exemption", "shipments.jsonl", *days, "--lang", language.value)
    table = desk.call("exemption", "shipments.jsonl", *days, "--format", "csv", "--lang", language.value)

    assert (called.status, table.status) == (0, 0)
    assert not re.search(r"order-traceability|\bhit\b|\bmiss\b", called.out)
    assert "order-traceability,hit,number-given" in table.out
