"""``score``, ``explain``, ``rules`` and ``demo``: all that they print of a few files, whole."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator

import pytest

from tests.edges.desk import Desk
from tests.edges.test_command_line import parcel
from tests.edges.wire import AS_OF, fulfilment, shipment_item
from trackntrace.cli import commands

EARLIER = "[fulfilled_by=seller stage=shipped sent_as=parcel"


@pytest.fixture
def shop(desk: Desk) -> tuple[str, ...]:
    """Two parcels of one week and one of the next, none of them seen; two questions, and a rating."""
    later = shipment_item("item-4", fulfilment=fulfilment(latestDeliveryDate="2026-10-14"))
    shipments = desk.file("shipments.jsonl", parcel(1), parcel(2), parcel(4, shipmentItems=[later]))
    asked, answered = "2026-10-14T14:30:00+02:00", "2026-10-14T15:30:00+02:00"
    questions = desk.file(
        "questions.jsonl",
        {"questionId": "Q1", "asked": "2026-10-06T14:30:00+02:00"},
        {"questionId": "Q2", "asked": asked, "answered": answered},
    )
    counts = desk.file("counts.jsonl", {"standard": "rating", "week": "2026-W41", "total": 81, "counted": 10})
    return shipments, "--questions", questions, "--counts", counts, "--as-of", AS_OF


def test_the_scores_are_a_table_with_what_falls_short_below_it(desk: Desk, shop: tuple[str, ...]) -> None:
    assert desk.call("score", *shop).out.splitlines() == [
        f"As of {AS_OF}",
        "",
        "week      standard              score  norm     standing     hits  counted  pending  excluded  headroom",
        "2026-W41  order-traceability  100.0 %  >= 98 %  meets           2        2        0         0         0",
        "2026-W41  items-on-time         0.0 %  >= 93 %  falls-short     0        2        0         0         0",
        "2026-W41  response-time         0.0 %  >= 90 %  falls-short     0        1        0         0         0",
        "2026-W41  rating                  8.1  >= 8     meets           -       10        -         -         -",
        "2026-W42  order-traceability  100.0 %  >= 98 %  meets           1        1        0         0         0",
        "2026-W42  items-on-time         0.0 %  >= 93 %  falls-short     0        1        0         0         0",
        "2026-W42  response-time       100.0 %  >= 90 %  meets           1        1        0         0         0",
        "",
        "2026-W41 items-on-time falls short: 2 nothing-seen; 27 more hits bring it back.",
        "2026-W41 response-time falls short: 1 not-answered; 9 more hits bring it back.",
        "2026-W42 items-on-time falls short: 1 nothing-seen; 14 more hits bring it back.",
    ]


@pytest.mark.parametrize(
    ("language", "told"),
    [
        (
            "en",
            [
                f"As of {AS_OF}",
                "",
                "week      order-traceability  items-on-time  response-time  rating",
                "2026-W41          100.0 %          0.0 %  !       0.0 %  !  8.1",
                "2026-W42          100.0 % =        0.0 % =!     100.0 % +     .",
                "",
                (
                    "! falls short of the norm, + better than the week before, - worse than the week before, "
                    "= as the week before"
                ),
            ],
        ),
        (
            "nl",
            [
                f"Stand op {AS_OF}",
                "",
                "week      Bestelling volgbaar  Artikelen op tijd  Reactietijd  Beoordelingen",
                "2026-W41           100.0 %              0.0 %  !     0.0 %  !         8.1",
                "2026-W42           100.0 % =            0.0 % =!   100.0 % +            .",
                "",
                (
                    "! voldoet niet aan de norm, + beter dan de week ervoor, - slechter dan de week ervoor, "
                    "= gelijk aan de week ervoor"
                ),
            ],
        ),
    ],
)
def test_the_grid_has_a_line_for_each_week(desk: Desk, shop: tuple[str, ...], language: str, told: list[str]) -> None:
    called = desk.call("score", *shop, "--format", "grid", "--lang", language)

    assert [line.rstrip() for line in called.out.splitlines()] == told


def test_one_week_is_shown_alone_in_every_form(desk: Desk, shop: tuple[str, ...]) -> None:
    def told(*form: str) -> str:
        return desk.call("score", *shop, "--week", "2026-W42", *form).out

    assert told().splitlines()[2:] == [
        "week      standard              score  norm     standing     hits  counted  pending  excluded  headroom",
        "2026-W42  order-traceability  100.0 %  >= 98 %  meets           1        1        0         0         0",
        "2026-W42  items-on-time         0.0 %  >= 93 %  falls-short     0        1        0         0         0",
        "2026-W42  response-time       100.0 %  >= 90 %  meets           1        1        0         0         0",
        "",
        "2026-W42 items-on-time falls short: 1 nothing-seen; 14 more hits bring it back.",
    ]
    assert "2026-W41" not in told("--format", "json") + told("--format", "grid")
    assert '"week": "2026-W42"' in told("--format", "json")


@pytest.mark.parametrize("form", ["text", "grid"])
def test_colours_are_for_a_terminal_and_never_for_a_file(
    desk: Desk, shop: tuple[str, ...], monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    plain = desk.call("score", *shop, "--format", form).out
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("NO_COLOR", "")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    coloured = desk.call("score", *shop, "--format", form).out
    desk.call("score", *shop, "--format", form, "-o", "score.txt")

    assert "\x1b[" in coloured
    assert "\x1b[" not in plain
    assert (desk.folder / "score.txt").read_text("utf-8") == plain


def test_items_are_explained_one_by_one_and_questions_behind_them(desk: Desk, shop: tuple[str, ...]) -> None:
    def item(number: int, week: int) -> list[str]:
        which = f"order order-{number} item item-{number} shipment shipment-{number} quantity 1"
        return [
            (
                f"2026-W{week} order-traceability {which}: hit number-given: It has a number. "
                f"{EARLIER} number=given excused=no] norm >= 98 %"
            ),
            (
                f"2026-W{week} items-on-time {which}: miss nothing-seen: The day passed and no attempt was seen. "
                f"{EARLIER} followed=yes outcome=nothing-seen customer=not-asked excused=no] norm >= 93 %"
            ),
        ]

    first = (
        "2026-W41 response-time question Q1 (NL): miss not-answered: The time is over and it was not answered. "
        "[asked=2026-10-06T14:30:00+02:00 due=2026-10-07T14:30:00+02:00 answered=-] norm >= 90 %"
    )
    second = (
        "2026-W42 response-time question Q2 (NL): hit answered-in-time: It was answered in time. "
        "[asked=2026-10-14T14:30:00+02:00 due=2026-10-15T14:30:00+02:00 answered=2026-10-14T15:30:00+02:00] "
        "norm >= 90 %"
    )
    every = [*item(1, 41), *item(2, 41), *item(4, 42), first, second]

    assert desk.call("explain", *shop).out.splitlines() == every
    assert desk.call("explain", *shop, "--week", "2026-W42").out.splitlines() == [*item(4, 42), second]
    assert desk.call("explain", *shop, "--only", "miss").out.splitlines() == [
        *(line for line in every if ": miss " in line),
    ]


def test_items_and_questions_are_explained_in_the_language_that_was_asked_for(
    desk: Desk, shop: tuple[str, ...]
) -> None:
    assert desk.call("explain", *shop, "--only", "hit", "--week", "2026-W42", "--lang", "nl").out.splitlines() == [
        (
            "2026-W42 Bestelling volgbaar bestelling order-4 artikel item-4 zending shipment-4 aantal 1: "
            "goed number-given: Er is een nummer. [bezorgd door: de verkoper, stadium: verzonden, "
            "verzonden als: pakket, nummer: opgegeven, verstoring meegewogen: nee] norm >= 98 %"
        ),
        (
            "2026-W42 Reactietijd vraag Q2 (NL): goed answered-in-time: De vraag is op tijd beantwoord. "
            "[asked=2026-10-14T14:30:00+02:00 due=2026-10-15T14:30:00+02:00 answered=2026-10-14T15:30:00+02:00] "
            "norm >= 90 %"
        ),
    ]


def test_items_are_explained_by_the_day_that_was_asked_for(desk: Desk, shop: tuple[str, ...]) -> None:
    lines = desk.call("explain", *shop, "--by", "ordered", "--format", "json", "--standard", "items-on-time").lines

    assert [(line["orderItemId"], line["week"]) for line in lines] == [
        *(("item-1", "2026-W41"), ("item-2", "2026-W41"), ("item-4", "2026-W41")),
    ]


def test_the_rules_are_printed_in_the_language_that_was_asked_for(desk: Desk) -> None:
    assert desk.call("rules", "returns", "--lang", "nl").out.splitlines()[:3] == [
        "Retouren: de eerste rij die past, beslist",
        "",
        "code               oordeel        wanneer                          omdat",
    ]


@pytest.fixture(scope="module")
def called_by_its_path() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shutil, "which", lambda _: None)
        patch.setattr(sys, "argv", ["/opt/bin/tnt"])
        yield


@pytest.mark.parametrize(
    ("language", "first", "worst", "command"),
    [
        (
            "en",
            "A made-up shop on the marketplace: 30 weeks, 6124 items, as of 2026-11-13T12:00:00+01:00.",
            [
                "18 of 150 scores fall short. The worst:",
                (
                    "2026-W40 items-on-time falls short: 29 late-first-attempt, 1 customer-reported-missing; "
                    "220 more hits bring it back."
                ),
                (
                    "The largest cause: 26 items late-first-attempt with DPD Nederland (DPD-NL), "
                    "promised from 2026-09-29 to 2026-10-01."
                ),
            ],
            "  /opt/bin/tnt demo --save sample",
        ),
        (
            "nl",
            "Een verzonnen winkel op het verkoopplatform: 30 weken, 6124 artikelen, stand op 2026-11-13T12:00:00+01:00.",
            [
                "18 van 150 scores halen de norm niet. De ergste:",
                (
                    "2026-W40 Artikelen op tijd haalt de norm niet: 29 late-first-attempt, "
                    "1 customer-reported-missing; met 220 goede erbij is de norm weer gehaald."
                ),
                (
                    "De grootste oorzaak: 26 artikelen late-first-attempt met DPD Nederland (DPD-NL), "
                    "beloofd van 2026-09-29 tot en met 2026-10-01."
                ),
            ],
            "  /opt/bin/tnt demo --save sample",
        ),
    ],
)
@pytest.mark.usefixtures("called_by_its_path")
def test_the_demo_names_the_worst_score_its_cause_and_what_to_call_next(
    desk: Desk, language: str, first: str, worst: list[str], command: str
) -> None:
    called = desk.call("demo", "--lang", language)
    lines = called.out.splitlines()

    assert (called.status, called.err, lines[0]) == (0, "", first)
    assert lines[lines.index(worst[0]) :][:3] == worst
    assert command in lines


@pytest.mark.parametrize(
    ("found", "called", "told"),
    [
        ("/usr/bin/trackntrace", "/opt/bin/tnt", "trackntrace"),
        (None, "/opt/trackntrace/__main__.py", "python -m trackntrace"),
        (None, "/opt/bin/tnt", "/opt/bin/tnt"),
    ],
)
def test_the_command_is_named_as_it_can_be_called_again(
    monkeypatch: pytest.MonkeyPatch, found: str | None, called: str, told: str
) -> None:
    monkeypatch.setattr(shutil, "which", {"trackntrace": found}.get)
    monkeypatch.setattr(sys, "argv", [called])

    assert commands._called_as() == told
