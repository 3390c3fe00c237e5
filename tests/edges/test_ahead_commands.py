"""``trackntrace strikes`` and ``trackntrace todo``: what they print, in which language, and what they refuse."""

from __future__ import annotations

import pytest

from tests.edges.desk import Desk
from tests.edges.test_command_line import delivery, parcel
from tests.edges.test_differences_commands import indicator
from tests.edges.wire import Json, order_item, order_object, transport_object
from trackntrace.performance.evidence import ExcuseReason
from trackntrace.performance.strike_rules import Authority, ConsequenceKind
from trackntrace.performance.strikes import StrikeState
from trackntrace.performance.todo import TaskKind
from trackntrace.wording import Language, say

SOON = "2026-10-09T12:00:00+02:00"
LATER = "2026-10-28T12:00:00+01:00"
LANGUAGES = [language.value for language in Language]


def bad_week(desk: Desk) -> tuple[str, ...]:
    """Ten parcels of week 41, of which three came a day late."""
    shipments = desk.file("shipments.jsonl", *(parcel(index) for index in range(10)))
    late = (delivery(index, "2026-10-08T14:00:00+02:00") for index in range(3))
    journeys = desk.file("journeys.jsonl", *late, *(delivery(index) for index in range(3, 10)))
    return shipments, "--journeys", journeys


def open_orders(desk: Desk) -> tuple[str, ...]:
    """An order that nobody confirmed in time, and a parcel without a number."""
    orders = desk.file("orders.jsonl", order_object("order-9", orderItems=[order_item("item-9", quantity=2)]))
    unnumbered = parcel(1, transport=transport_object(trackAndTrace=None))
    return desk.file("shipments.jsonl", unnumbered), "--orders", orders


def weeks_of(strikes: Json) -> list[tuple[str, str]]:
    assert isinstance(strikes, dict)
    return [(strike["week"], strike["state"]) for strike in strikes["strikes"]]


def test_strikes_are_printed_as_one_object(desk: Desk) -> None:
    called = desk.call("strikes", *bad_week(desk), "--as-of", LATER, "--format", "json")

    assert (called.status, called.err) == (0, "")
    told = called.json
    assert list(told) == [
        "as_of",
        "final_through",
        "count",
        "consequence",
        "next_consequence",
        "strikes",
        "below_minimum",
        "readings",
    ]
    assert (told["final_through"], told["count"]) == ("2026-W42", 1)
    assert (told["consequence"]["kind"], told["consequence"]["told_by"]) == ("e-mail", "marketplace")
    (strike,) = told["strikes"]
    (missed,) = strike.pop("missed")
    assert strike == {
        "week": "2026-W41",
        "state": "counts",
        "spared": [],
        "taken_back": None,
        "expires_with": "2027-W10",
        "expires_on": "2027-03-24",
    }
    assert "partnerplatform.bol.com" in missed["norm"].pop("source")
    assert missed == {
        "week": "2026-W41",
        "standard": "items-on-time",
        "misses": 3,
        "counted": 10,
        "shown": "70.0 %",
        "norm": {"condition": ">=", "value": "93/100"},
        "strikes_from": 3,
        "excused": 0,
        "reasons": {},
    }
    assert [each["standard"] for each in told["below_minimum"]] == ["items-on-time"]
    assert "22 finally calculated weeks" in told["readings"].pop("window_source")
    assert told["readings"] == {
        "boundary": "below",
        "finality": "second-wednesday",
        "strikes-per": "week",
        "window": "22 weeks",
    }


def test_which_weeks_are_final_can_be_told(desk: Desk) -> None:
    given = (*bad_week(desk), "--as-of", LATER, "--format", "json")

    assert weeks_of(desk.call("strikes", *given, "--final-through", "2026-W40").json) == [("2026-W41", "provisional")]
    assert weeks_of(desk.call("strikes", *given, "--finality", "third-wednesday").json) == [("2026-W41", "counts")]


def test_a_week_that_is_not_over_cannot_be_told_to_be_final(desk: Desk) -> None:
    called = desk.call("strikes", *bad_week(desk), "--as-of", LATER, "--final-through", "2026-W44")

    assert (called.status, called.out) == (1, "")
    assert "final_through" in called.err


def test_the_window_is_a_choice(desk: Desk) -> None:
    given = (*bad_week(desk), "--as-of", "2027-03-24T12:00:00+01:00", "--format", "json")

    assert weeks_of(desk.call("strikes", *given).json) == [("2026-W41", "expired")]
    assert weeks_of(desk.call("strikes", *given, "--window", "23").json) == [("2026-W41", "counts")]


def test_a_strike_that_was_taken_back_is_told_so(desk: Desk) -> None:
    given = (*bad_week(desk), "--as-of", LATER, "--taken-back", "2026-W41=depot-disruption")

    called = desk.call("strikes", *given, "--format", "json")
    assert (called.json["count"], called.json["strikes"][0]["taken_back"]) == (0, "depot-disruption")
    assert "a strike or disruption at a depot" in desk.call("strikes", *given).out


@pytest.mark.parametrize("command", ["strikes", "todo"])
def test_a_week_is_taken_back_for_one_reason(desk: Desk, command: str) -> None:
    once = ("--taken-back", "2026-W41=depot-disruption")
    given = (command, *bad_week(desk), "--as-of", LATER, *once)

    assert desk.call(*given, *once).status == 0
    refused = desk.call(*given, "--taken-back", "2026-W41=national-carrier-disruption")
    assert (refused.status, refused.out) == (2, "")
    assert "--taken-back" in refused.err


def test_what_was_excused_is_told_with_its_reason(desk: Desk) -> None:
    excuses = desk.file(
        "excuses.jsonl", *({"orderItemId": f"item-{index}", "reason": "depot-disruption"} for index in range(3))
    )
    given = (*bad_week(desk), "--excuses", excuses, "--as-of", LATER)

    (strike,) = desk.call("strikes", *given, "--format", "json").json["strikes"]
    assert (strike["state"], strike["spared"][0]["reasons"]) == ("excused", {"depot-disruption": 3})
    assert "3 excused, a strike or disruption at a depot: 3" in desk.call("strikes", *given).out


def test_only_one_week_can_be_listed_and_all_count(desk: Desk) -> None:
    given = (*bad_week(desk), "--as-of", LATER, "--week", "2026-W40")

    told = desk.call("strikes", *given, "--format", "json").json
    assert (told["count"], told["strikes"], told["below_minimum"]) == (1, [], [])
    assert "No week was bad." in desk.call("strikes", *given).out


@pytest.mark.parametrize("language", LANGUAGES)
def test_strikes_are_told_in_three_languages(desk: Desk, language: str) -> None:
    called = desk.call("strikes", *bad_week(desk), "--as-of", LATER, "--lang", language)

    assert (called.status, called.err) == (0, "")
    assert "2026-W41  " + say("strike.state.counts", Language(language)) in called.out
    assert say("consequence.e-mail", Language(language)) in called.out
    assert "(3 " in called.out


def test_tasks_are_printed_as_one_object(desk: Desk) -> None:
    called = desk.call("todo", *open_orders(desk), "--as-of", SOON, "--format", "json")

    assert (called.status, called.err) == (0, "")
    assert list(called.json) == ["as_of", "final_through", "tasks"]
    assert [task["kind"] for task in called.json["tasks"]] == ["confirm-order", "week-at-risk", "add-number"]
    confirm, _, add = called.json["tasks"]
    assert confirm == {
        "kind": "confirm-order",
        "due": "2026-10-09T22:00:00+00:00",
        "day": "2026-10-09",
        "week": "2026-W41",
        "standard": None,
        "orderId": "order-9",
        "orderItemId": "item-9",
        "shipmentId": None,
        "quantity": 2,
        "facts": {
            "cancelled": "2026-10-10",
            "count": "2",
            "item": "item-9",
            "order": "order-9",
            "promised": "2026-10-07",
        },
    }
    assert (add["shipmentId"], add["day"]) == ("shipment-1", "2026-10-20")


def test_tasks_are_told_as_text_the_most_urgent_first(desk: Desk) -> None:
    called = desk.call("todo", *open_orders(desk), "--as-of", SOON)

    assert called.out.splitlines()[2:5] == [
        "2026-10-09  Confirm order order-9, item item-9, quantity 2; the marketplace cancels it by itself on 2026-10-10.",
        (
            "2026-10-09  order-traceability in 2026-W41: 0.0 %, 1 missed, 2 pending. "
            "Further misses that it bears before it is a strike: 1."
        ),
        (
            "2026-10-20  Add the track & trace number of order order-1, item item-1, quantity 1; "
            "the week is probably final on 2026-10-21."
        ),
    ]
    assert say("advice.add-number", Language.ENGLISH) in called.out
    assert say("advice.ship", Language.ENGLISH) not in called.out


@pytest.mark.parametrize("language", LANGUAGES)
def test_tasks_are_told_in_three_languages(desk: Desk, language: str) -> None:
    called = desk.call("todo", *open_orders(desk), "--as-of", SOON, "--lang", language)

    assert (called.status, called.err) == (0, "")
    assert say("advice.heading", Language(language)) in called.out


def test_where_there_is_nothing_to_do_that_is_said(desk: Desk) -> None:
    called = desk.call("todo", *bad_week(desk), "--as-of", LATER)

    assert called.out == f"Nothing to do as of {LATER}.\n"


def test_only_the_tasks_of_one_week_can_be_listed(desk: Desk) -> None:
    given = (*open_orders(desk), "--as-of", SOON, "--format", "json")

    assert desk.call("todo", *given, "--week", "2026-W40").json["tasks"] == []
    assert len(desk.call("todo", *given, "--week", "2026-W41").json["tasks"]) == 3


def test_a_week_that_becomes_a_strike_is_a_task_by_the_word_of_its_standard(desk: Desk) -> None:
    given = (*bad_week(desk), "--as-of", SOON)

    assert "items-on-time in 2026-W41: 70.0 %, 3 missed, 0 pending." in desk.call("todo", *given).out
    assert "Artikelen op tijd in 2026-W41: 70.0 %, 3 gemist" in desk.call("todo", *given, "--lang", "nl").out


@pytest.mark.parametrize("command", ["strikes", "todo"])
@pytest.mark.parametrize(
    "options",
    [
        ("--window", "25"),
        ("--boundary", "above"),
        ("--final-through", "2026-W54"),
        ("--taken-back", "2026-W41"),
        ("--taken-back", "2026-W41=heat"),
        ("--taken-back", "W41=depot-disruption"),
    ],
)
def test_what_cannot_be_meant_is_wrong_usage(desk: Desk, command: str, options: tuple[str, str]) -> None:
    called = desk.call(command, *bad_week(desk), *options)

    assert (called.status, called.out) == (2, "")
    assert options[0] in called.err


@pytest.mark.parametrize("command", ["strikes", "todo"])
def test_a_fault_refuses_it_all_unless_one_wants_to_go_on(desk: Desk, command: str) -> None:
    shipments = desk.raw("odd.jsonl", b'{"shipmentId": "1"}\n')

    assert desk.call(command, shipments, "--as-of", SOON).out == ""
    going_on = desk.call(command, shipments, "--as-of", SOON, "--keep-going")
    assert (going_on.status, bool(going_on.out)) == (1, True)


@pytest.mark.parametrize("language", Language)
def test_every_word_about_strikes_and_tasks_has_a_sentence(language: Language) -> None:
    facts = dict.fromkeys(
        (
            *("order", "item", "count", "promised", "cancelled", "service", "number", "final", "standard", "week"),
            *("misses", "pending", "bears", "score", "expires_with", "day", "left"),
        ),
        "x",
    )
    for kind in TaskKind:
        assert say(f"task.{kind.value}", language, **facts)
        assert say(f"advice.{kind.value}", language)
    for state in StrikeState:
        assert say(f"strike.state.{state.value}", language)
    for brought in ConsequenceKind:
        assert say(f"consequence.{brought.value}", language)
    for authority in Authority:
        assert isinstance(say(f"consequence.told-by.{authority.value}", language, dated="x"), str)
    for reason in ExcuseReason:
        assert say(f"excuse.{reason.value}", language)


def all_kinds(desk: Desk) -> tuple[str, ...]:
    """A bad week with ten questions that nobody answered, and figures of another week that fall short."""
    questions = desk.file(
        "questions.jsonl",
        *({"questionId": f"Q{number}", "asked": "2026-10-05T10:00:00+02:00"} for number in range(10)),
        {"questionId": "Q99", "asked": "2026-10-05T10:00:00+02:00", "answered": "2026-10-05T12:00:00+02:00"},
    )
    counts = desk.file(
        "counts.jsonl", {"standard": "phone-availability", "week": "2026-W40", "hits": 10, "counted": 50}
    )
    return *bad_week(desk), "--questions", questions, "--counts", counts


def test_the_readings_that_were_asked_for_are_those_that_were_taken(desk: Desk) -> None:
    readings = ("--boundary", "at-or-below", "--strikes-per", "standard", "--window", "24")
    given = (*bad_week(desk), "--as-of", LATER, "--format", "json", *readings, "--finality", "third-wednesday")

    told = desk.call("strikes", *given).json
    assert told["readings"].pop("window_source").startswith("third parties")
    assert (told["final_through"], told["readings"]) == (
        "2026-W41",
        {"boundary": "at-or-below", "finality": "third-wednesday", "strikes-per": "standard", "window": "24 weeks"},
    )


@pytest.mark.parametrize(("by", "week"), [("promised", "2026-W41"), ("shipped", "2026-W41"), ("ordered", "2026-W40")])
def test_a_strike_is_of_the_week_by_the_day_that_was_asked_for(desk: Desk, by: str, week: str) -> None:
    order = {"orderId": "order-1", "orderPlacedDateTime": "2026-10-02T09:00:00+02:00"}
    shipments = desk.file("shipments.jsonl", *(parcel(index, order=order) for index in range(5)))
    late = desk.file("journeys.jsonl", *(delivery(index, "2026-10-08T14:00:00+02:00") for index in range(5)))

    called = desk.call("strikes", shipments, "--journeys", late, "--as-of", LATER, "--by", by, "--format", "json")
    assert weeks_of(called.json) == [(week, "counts")]


def test_questions_and_figures_are_judged_beside_the_items(desk: Desk) -> None:
    called = desk.call("strikes", *all_kinds(desk), "--as-of", LATER, "--format", "json")

    assert (called.status, called.err) == (0, "")
    assert [
        (strike["week"], [(missed["standard"], missed["misses"], missed["counted"]) for missed in strike["missed"]])
        for strike in called.json["strikes"]
    ] == [("2026-W41", [("items-on-time", 3, 10), ("response-time", 10, 11)])]


def test_a_figure_that_was_told_makes_a_strike_where_nothing_was_shipped(desk: Desk) -> None:
    figures = desk.file("indicators.json", {"performanceIndicators": [indicator(5, 100)]})

    called = desk.call("strikes", "--indicators", figures, "--as-of", LATER)

    assert (called.status, called.err) == (0, "")
    assert called.out.splitlines()[5:7] == [
        "2026-W41  counts  2027-W10            2027-03-24   order-traceability 5.0 % (95 missed)",
        "",
    ]


def test_the_tasks_are_found_under_the_readings_that_were_asked_for(desk: Desk) -> None:
    given = (*all_kinds(desk), "--as-of", SOON, "--format", "json")

    usual = desk.call("todo", *given).json
    later = desk.call("todo", *given, "--finality", "third-wednesday").json
    spared = desk.call("todo", *given, "--taken-back", "2026-W41=depot-disruption").json
    strikes = [("strike-unavoidable", "items-on-time"), ("strike-unavoidable", "response-time")]
    assert [(task["kind"], task["standard"]) for task in usual["tasks"]] == strikes
    assert {task["day"] for task in usual["tasks"]} == {"2026-10-20"}
    assert {task["day"] for task in later["tasks"]} == {"2026-10-27"}
    assert (usual["final_through"], later["final_through"]) == ("2026-W39", "2026-W38")
    assert spared["tasks"] == []
