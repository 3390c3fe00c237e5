"""Every standard on the command line: which are shown, what they need, and what indicators tell."""

from __future__ import annotations

from io import BytesIO, TextIOWrapper

import pytest

from tests.edges.desk import EVERY_STANDARD, Called, Desk
from tests.edges.wire import AS_OF, Json, json_bytes, order_item, order_object, shipment_item, shipment_object
from trackntrace.cli.arguments import parser
from trackntrace.cli.inputs import Inputs

BASIS = ("--as-of", AS_OF, "--format", "json")


def shipments(desk: Desk) -> str:
    return desk.file("shipments.jsonl", shipment_object(shipmentItems=[shipment_item(quantity=3)]))


def orders(desk: Desk) -> tuple[str, str]:
    items = [
        order_item("item-1", quantity=3, quantityShipped=3),
        order_item("item-2", quantity=4, quantityCancelled=3),
        order_item("item-3", quantity=1, quantityCancelled=1, cancellationRequest=True),
    ]
    return "--orders", desk.file("orders.jsonl", order_object(orderItems=items))


def indicator(name: str, numerator: int, denominator: int, value: Json, norm: Json, **parts: Json) -> dict[str, Json]:
    told = {"conforms": True, "numerator": numerator, "denominator": denominator, "value": value, "distanceToNorm": 0}
    details = {
        "period": {"week": "41", "year": "2026"},
        "score": told,
        "norm": {"condition": "<=" if name in {"RETURNS", "CASE_ITEM_RATIO", "CANCELLATIONS"} else ">=", "value": norm},
    }
    return {"name": name, "type": "PERCENTAGE", "details": details, **parts}


def shown(called: Called, kind: str = "scores") -> dict[str, dict[str, Json]]:
    """The scores or figures of the one week, by standard."""
    assert (called.status, called.err) == (0, "")
    (week,) = called.json["weeks"]
    return {each["standard"]: each for each in week.get(kind, [])}


def names(called: Called) -> list[str]:
    return [*shown(called), *shown(called, "figures")]


def test_shipments_alone_are_scored_by_two_standards(desk: Desk) -> None:
    assert names(desk.call("score", shipments(desk), *BASIS)) == EVERY_STANDARD[:2]


def test_each_input_brings_its_standard(desk: Desk) -> None:
    returned = desk.file("returns.jsonl", {"orderItemId": "item-1", "quantity": 1, "on": "2026-10-12"})
    asked = desk.file("questions.jsonl", {"questionId": "Q1", "asked": "2026-10-06T10:00:00Z"})
    counts = desk.file("counts.jsonl", {"standard": "rating", "week": "2026-W41", "total": 81, "counted": 10})
    told = desk.file("indicators.jsonl", indicator("CASE_ITEM_RATIO", 3, 100, 0.03, 0.04))
    more = ("--returns", returned, "--questions", asked, "--counts", counts, "--indicators", told)

    assert names(desk.call("score", shipments(desk), *orders(desk), *BASIS)) == [*EVERY_STANDARD[:2], "cancellations"]
    assert names(desk.call("score", shipments(desk), *orders(desk), *more, *BASIS)) == [
        "order-traceability",
        "items-on-time",
        "cancellations",
        "returns",
        "response-time",
        "customer-questions",
        "rating",
    ]


def test_questions_and_counts_need_no_shipments(desk: Desk) -> None:
    asked = desk.file("questions.jsonl", {"questionId": "Q1", "asked": "2026-10-06T10:00:00Z"})
    counts = desk.file("c.jsonl", {"standard": "phone-availability", "week": "2026-W41", "hits": 8, "counted": 9})

    called = desk.call("score", "--questions", asked, "--counts", counts, *BASIS)

    assert shown(called)["response-time"]["verdicts"] == {"not-answered": 1}
    figure = shown(called, "figures")["phone-availability"]
    source = figure["norm"].pop("source")
    assert "accessibility by phone" in source
    assert figure == {
        "standard": "phone-availability",
        "kind": "share",
        "total": "8",
        "counted": 9,
        "value": "8/9",
        "shown": "88.8 %",
        "norm": {"condition": ">=", "value": "9/10"},
        "standing": "falls-short",
        "levels": [{"level": "target", "condition": ">=", "value": "9/10", "standing": "falls-short"}],
    }


def test_cancellations_count_what_was_cancelled_against_what_was_ordered(desk: Desk) -> None:
    cancelled = desk.file(
        "cancellations.jsonl",
        {"orderItemId": "item-2", "quantity": 1, "by": "customer", "on": "2026-10-08"},
        {"orderItemId": "item-2", "quantity": 1, "by": "seller"},
    )

    called = desk.call("score", shipments(desk), *orders(desk), "--cancellations", cancelled, *BASIS)

    score = shown(called)["cancellations"]
    assert score["verdicts"] == {
        "shipped": 3,
        "cancelled-by-customer-undated": 1,
        "cancelled-by-seller": 1,
        "cancelled-by-customer-late": 1,
        "automatic-cancellation-due": 1,
        "cancelled-by-nobody-known": 1,
    }
    assert (score["hits"], score["misses"], score["counted"], score["value"]) == (3, 4, 7, "4/7")
    assert (score["norm"]["condition"], score["norm"]["value"]) == ("<=", "1/50")
    assert (score["standing"], score["best"], score["worst"]) == ("falls-short", "4/7", "4/7")


def test_best_and_worst_say_what_pending_items_can_make_of_a_share_of_misses(desk: Desk) -> None:
    as_of = ("--as-of", "2026-10-08T12:00:00+02:00", "--format", "json")

    score = shown(desk.call("score", shipments(desk), *orders(desk), *as_of))["cancellations"]

    assert (score["misses"], score["pending"], score["counted"]) == (3, 1, 6)
    assert (score["value"], score["best"], score["worst"]) == ("1/2", "3/7", "4/7")


def test_what_came_back_counts_against_what_was_shipped(desk: Desk) -> None:
    returned = desk.file("returns.jsonl", {"orderItemId": "item-1", "quantity": 1, "on": "2026-10-12"})

    score = shown(desk.call("score", shipments(desk), "--returns", returned, *BASIS))["returns"]

    assert score["verdicts"] == {"not-returned": 2, "returned": 1}
    assert (score["value"], score["norm"], score["standing"]) == ("1/3", None, "not-assessed")


def test_only_the_standards_that_are_asked_for_are_shown(desk: Desk) -> None:
    two = ("--standard", "cancellations", "--standard", "delivered-on-time")

    called = desk.call("score", shipments(desk), *orders(desk), *two, *BASIS)

    assert names(called) == ["delivered-on-time", "cancellations"]


def test_the_halves_of_items_on_time_are_shown_on_request(desk: Desk) -> None:
    halves = ("--standard", "handed-over-on-time", "--standard", "delivered-on-time")

    scores = shown(desk.call("score", shipments(desk), *halves, *BASIS))

    assert scores["handed-over-on-time"]["verdicts"] == {"measured-by-delivery": 3}
    assert scores["delivered-on-time"]["verdicts"] == {"nothing-seen": 3}


@pytest.mark.parametrize(
    ("standard", "needed"),
    [
        ("cancellations", "--orders"),
        ("returns", "--returns"),
        ("response-time", "--questions"),
        ("rating", "--counts"),
        ("phone-availability", "--counts"),
    ],
)
def test_a_standard_of_which_nothing_is_given_is_wrong_usage(desk: Desk, standard: str, needed: str) -> None:
    called = desk.call("score", shipments(desk), "--standard", standard)

    assert (called.status, called.out) == (2, "")
    assert called.err == f"trackntrace: --standard {standard} needs {needed}, or --indicators\n"


def test_of_items_on_time_shipments_or_orders_are_needed(desk: Desk) -> None:
    asked = desk.file("questions.jsonl", {"questionId": "Q1", "asked": "2026-10-06T10:00:00Z"})

    called = desk.call("score", "--questions", asked, "--standard", "items-on-time")

    assert called.err == "trackntrace: --standard items-on-time needs shipments or --orders, or --indicators\n"


def test_an_unknown_standard_and_no_file_at_all_are_wrong_usage(desk: Desk) -> None:
    assert desk.call("score", shipments(desk), "--standard", "quality-score").status == 2
    assert desk.call("explain", shipments(desk), "--standard", "rating").status == 2
    assert desk.call("score", "--standard", "rating").status == 2
    assert desk.call("score", "--as-of", AS_OF).status == 2


def test_more_cancelled_than_was_ordered_is_a_conflict_of_the_cancellations(desk: Desk) -> None:
    told = desk.file("cancellations.jsonl", {"orderItemId": "item-1", "quantity": 1, "by": "seller"})

    called = desk.call("score", shipments(desk), *orders(desk), "--cancellations", told)

    assert (called.status, called.out) == (1, "")
    assert (
        called.err
        == "cancellations.jsonl: cancellations: expected at most 0 cancelled of item item-1 of order order-1 (not 1)\n"
    )


# What indicators tell


def test_the_norm_of_an_indicator_takes_precedence_in_its_week(desk: Desk) -> None:
    returned = desk.file("returns.jsonl", {"orderItemId": "item-1", "quantity": 1, "on": "2026-10-12"})
    told = desk.file("indicators.json", {"performanceIndicators": [indicator("RETURNS", 5, 50, 0.1, 0.35)]})

    score = shown(desk.call("score", shipments(desk), "--returns", returned, "--indicators", told, *BASIS))["returns"]

    assert (score["value"], score["norm"]["value"], score["standing"]) == ("1/3", "7/20", "meets")
    assert score["norm"]["source"] == "the marketplace's indicator RETURNS of 2026-W41"


def test_a_standard_that_cannot_be_computed_is_shown_as_the_marketplace_tells_it(desk: Desk) -> None:
    told = desk.file(
        "indicators.jsonl",
        indicator("CANCELLATIONS", 3, 88, 0.0341, 0.02),
        indicator("REVIEWS", 9, 20, 8.15, 8.0, type="AVERAGE"),
        indicator("CASE_ITEM_RATIO", 12, 10, 1.2, 0.05),
        indicator("FULFILMENT", 1, 100, 0.01, 0.93),
        indicator("NEW_ONE", 1, 100, 0.01, 0.93),
    )

    called = desk.call("score", shipments(desk), "--indicators", told, *BASIS)

    figures = shown(called, "figures")
    assert [*figures] == ["cancellations", "customer-questions", "rating"]
    assert [figures[name]["kind"] for name in figures] == ["share", "ratio", "average"]
    assert [figures[name]["shown"] for name in figures] == ["3.5 %", "120.0 %", "8.1"]
    assert [figures[name]["standing"] for name in figures] == ["falls-short", "falls-short", "meets"]
    assert shown(called)["items-on-time"]["counted"] == 3


def test_what_was_counted_goes_before_what_is_told(desk: Desk) -> None:
    told = desk.file("indicators.jsonl", indicator("REVIEWS", 9, 20, 8.15, 9.0, type="AVERAGE"))
    counts = desk.file("counts.jsonl", {"standard": "rating", "week": "2026-W41", "total": 85, "counted": 10})

    figure = shown(desk.call("score", "--counts", counts, "--indicators", told, *BASIS), "figures")["rating"]

    assert (figure["value"], figure["norm"]["value"], figure["standing"]) == ("17/2", "9", "falls-short")


def test_a_figure_that_is_asked_for_stands_alone(desk: Desk) -> None:
    told = desk.file("indicators.jsonl", indicator("CANCELLATIONS", 3, 88, 0.0341, 0.02))

    called = desk.call("score", shipments(desk), "--indicators", told, "--standard", "cancellations", *BASIS)

    assert names(called) == ["cancellations"]


def test_indicators_that_cannot_be_read_are_faults_with_their_places(desk: Desk) -> None:
    good = indicator("REVIEWS", 9, 20, 8.15, 8.0, type="AVERAGE")
    bad = indicator("FULFILMENT", 1, 100, "x", 0.93, type="GRADE")
    told = desk.file("indicators.jsonl", good, [good, bad], {**good, "details": {}}, 7)
    again = desk.file("again.jsonl", good, indicator("REVIEWS", 9, 20, 8.2, 8.0, type="AVERAGE"))

    called = desk.call("score", shipments(desk), "--indicators", told, "--indicators", again)

    assert (called.status, called.out) == (1, "")
    assert [line.split(": ")[:2] for line in called.err.splitlines()] == [
        ["indicators.jsonl:2", "[1].type"],
        ["indicators.jsonl:2", "[1].details.score.value"],
        ["indicators.jsonl:3", "details.period"],
        ["indicators.jsonl:4", "document"],
        ["again.jsonl:2", "name"],
    ]


def test_an_indicator_that_contradicts_itself_is_refused_in_a_sentence(desk: Desk) -> None:
    told = desk.file("indicators.jsonl", indicator("CANCELLATIONS", 89, 88, 0.88, 0.02))

    called = desk.call("score", shipments(desk), "--indicators", told)

    assert (called.status, called.out) == (1, "")
    assert called.err == "indicators.jsonl:1: CANCELLATIONS: expected a part of the whole in 2026-W41 (not '89/88')\n"


# In words


def test_figures_stand_in_the_table(desk: Desk) -> None:
    counts = desk.file(
        "counts.jsonl",
        {"standard": "rating", "week": "2026-W41", "total": 81, "counted": 10},
        {"standard": "phone-availability", "week": "2026-W41", "hits": 45, "counted": 50},
    )

    called = desk.call("score", shipments(desk), "--counts", counts, "--as-of", AS_OF)

    assert [" ".join(line.split()) for line in called.out.splitlines()[5:7]] == [
        "2026-W41 phone-availability 90.0 % >= 90 % meets 45 50 - - -",
        "2026-W41 rating 8.1 >= 8 meets - 10 - - -",
    ]


def test_a_question_is_explained_with_the_time_that_there_was(desk: Desk) -> None:
    asked = desk.file(
        "questions.jsonl",
        {"questionId": "Q1", "asked": "2026-10-09T15:00:00+02:00", "answered": "2026-10-12T15:00:00+02:00"},
        {"questionId": "Q2", "asked": "2026-10-09T15:00:00+02:00", "country": "BE"},
    )

    text = desk.call("explain", "--questions", asked, "--as-of", AS_OF)
    misses = desk.call("explain", "--questions", asked, "--only", "miss", *BASIS)

    assert text.out.splitlines()[0] == (
        "2026-W41 response-time question Q1 (NL): hit answered-in-time: It was answered in time. "
        "[asked=2026-10-09T15:00:00+02:00 due=2026-10-12T15:00:00+02:00 answered=2026-10-12T15:00:00+02:00] norm >= 90 %"
    )
    (miss,) = misses.lines
    assert (miss["questionId"], miss["code"], miss["facts"]) == ("Q2", "not-answered", {"answer": "not-in-time"})
    assert miss["evidence"] == {
        "asked": "2026-10-09T15:00:00+02:00",
        "due": "2026-10-12T15:00:00+02:00",
        "answered": None,
        "country": "BE",
    }


def test_a_cancellation_is_explained_with_what_is_told_of_it(desk: Desk) -> None:
    called = desk.call("explain", shipments(desk), *orders(desk), "--standard", "cancellations", *BASIS)

    requested = called.lines[-1]
    assert requested["code"] == "cancelled-by-customer-undated"
    assert requested["evidence"]["askedToCancel"] is True
    assert requested["evidence"]["expires"] == "2026-10-10"


@pytest.mark.parametrize("standard", EVERY_STANDARD)
def test_the_rules_of_every_standard_name_its_norms_and_their_sources(desk: Desk, standard: str) -> None:
    called = desk.call("rules", standard)

    assert (called.status, called.err) == (0, "")
    assert called.out.startswith(f"{standard}: ")
    assert "norms:" in called.out
    assert "source: " in called.out


def test_the_rules_say_from_how_many_misses_on_a_week_is_bad(desk: Desk) -> None:
    assert "a strike from 3 misses on" in desk.call("rules", "cancellations").out
    assert "a strike from 10 misses on" in desk.call("rules", "response-time").out
    assert "strike from" not in desk.call("rules", "rating").out.partition("norms:")[2]
    assert "a norm for each seller" in desk.call("rules", "returns").out


@pytest.mark.parametrize("command", ["score", "explain"])
def test_indicators_may_come_on_standard_input_and_are_read_once(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    told = json_bytes(indicator("FULFILMENT", 84, 88, 0.9545, 0.95), {"name": "FULFILMENT"})
    monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(told)))

    called = desk.call(command, shipments(desk), "--indicators", "-", "--keep-going", *BASIS)

    norms = [each["norm"]["value"] for each in shown_anyhow(called) if each["standard"] == "items-on-time"]
    assert set(norms) == {"19/20"}
    assert (
        called.err.splitlines()[-1] == f"trackntrace: {len(called.err.splitlines()) - 1} refused, the others were used"
    )
    assert len(set(called.err.splitlines())) == len(called.err.splitlines())


def shown_anyhow(called: Called) -> list[Json]:
    """What was printed of each standard, as one object or as lines."""
    if called.out.startswith('{"as_of"'):
        return [score for week in called.json["weeks"] for score in week["scores"]]
    return called.lines


def test_an_indicator_whose_norm_lies_in_another_direction_is_named_with_its_place_and_the_rest_is_used(
    desk: Desk,
) -> None:
    turned = indicator("CANCELLATIONS", 1, 88, 0.01, 0.02)
    turned["details"]["norm"]["condition"] = ">="
    told = desk.file("indicators.jsonl", turned, indicator("CANCELLATIONS", 2, 100, 0.02, 0.02))

    refused = desk.call("score", "--indicators", told, *BASIS)
    used = desk.call("score", "--indicators", told, "--keep-going", *BASIS)

    where = "indicators.jsonl:1: cancellations: expected norms of the form <= (not '>=')\n"
    assert (refused.status, refused.out, refused.err) == (1, "", where)
    assert used.err.startswith(where)
    assert [each["total"] for each in used.json["weeks"][0]["figures"]] == ["2"]


def test_a_told_share_of_misses_shows_its_good_items_as_hits_like_a_computed_one(desk: Desk) -> None:
    told = desk.file("indicators.jsonl", indicator("CANCELLATIONS", 8, 88, 0.88, 0.02))

    called = desk.call("score", "--indicators", told, "--as-of", AS_OF)

    assert called.out.splitlines()[3].split() == [
        "2026-W41",
        "cancellations",
        "9.1",
        "%",
        "<=",
        "2",
        "%",
        "falls-short",
        "80",
        "88",
        "-",
        "-",
        "-",
    ]


def test_more_back_than_was_shipped_is_a_conflict_of_the_returns(desk: Desk) -> None:
    told = desk.file("returns.jsonl", {"orderItemId": "item-1", "quantity": 4, "on": "2026-10-12"})

    called = desk.call("score", shipments(desk), *orders(desk), "--returns", told)

    assert (called.status, called.out) == (1, "")
    assert called.err == "returns.jsonl: returns: expected at most 3 back of item item-1 of order order-1 (not 4)\n"


def test_what_orders_say_was_shipped_and_no_shipment_shows_is_noted_since_nothing_counts_it(desk: Desk) -> None:
    alone = desk.call("score", *orders(desk), *BASIS)
    with_half = desk.file("half.jsonl", shipment_object(shipmentItems=[shipment_item(quantity=2)]))

    assert alone.status == 0
    assert alone.err == (
        "trackntrace: 3 shipped by what the orders tell, but in no shipment given: no standard counts them\n"
    )
    assert desk.call("score", with_half, *orders(desk), *BASIS).err.startswith("trackntrace: 1 shipped by")
    assert desk.call("score", shipments(desk), *orders(desk), *BASIS).err == ""


@pytest.mark.parametrize(
    ("option", "line", "needed"),
    [
        ("cancellations", {"orderItemId": "item-1", "quantity": 1, "by": "seller"}, "--orders"),
        ("returns", {"orderItemId": "item-1", "quantity": 1, "on": "2026-10-12"}, "shipments"),
    ],
)
def test_what_says_nothing_by_itself_asks_for_what_it_goes_with(
    desk: Desk, option: str, line: dict[str, Json], needed: str
) -> None:
    called = desk.call("score", f"--{option}", desk.file("x.jsonl", line), *BASIS)

    assert (called.status, called.out) == (2, "")
    assert called.err == f"trackntrace: --{option} goes with {needed}\n"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (
            {"standard": "rating", "total": 1630, "counted": 20},
            "expected a quotient of at least 1, at most 10 (not '163/2')",
        ),
        ({"standard": "rating", "total": 1, "counted": 0}, "total: expected 0 where nothing was counted (not '1')"),
        (
            {"standard": "customer-questions", "total": -1, "counted": 10},
            "expected a quotient of at least 0 (not '-1/10')",
        ),
        (
            {"standard": "nps-after-contact", "total": -1001, "counted": 10},
            "at least -100, at most 100 (not '-1001/10')",
        ),
    ],
)
def test_a_count_that_cannot_be_is_refused_in_words_that_a_seller_understands(
    desk: Desk, line: dict[str, Json], said: str
) -> None:
    called = desk.call("score", "--counts", desk.file("counts.jsonl", {"week": "2026-W41", **line}), *BASIS)

    assert (called.status, called.out) == (1, "")
    assert called.err.startswith("counts.jsonl:1: ")
    assert said in called.err


def test_an_answer_before_its_question_is_refused_with_both_moments(desk: Desk) -> None:
    odd = {"questionId": "Q1", "asked": "2026-10-06T10:00:00+02:00", "answered": "2026-10-05T09:00:00+02:00"}

    called = desk.call("score", "--questions", desk.file("questions.jsonl", odd), *BASIS)

    assert called.err == (
        "questions.jsonl:1: answered: expected a moment not before 2026-10-06T10:00:00+02:00, when it was asked "
        "(not '2026-10-05T09:00:00+02:00')\n"
    )


def test_french_has_its_space_before_every_colon(desk: Desk) -> None:
    told = desk.call(
        "explain", shipments(desk), "--standard", "order-traceability", "--as-of", AS_OF, "--lang", "fr"
    ).out

    assert "étape : expédié" in told
    assert " : bon number-given : " in told


def test_the_rules_of_a_standard_without_readings_head_no_empty_list(desk: Desk) -> None:
    assert "readings taken" not in desk.call("rules", "response-time").out
    assert "  returned-of: ordered" in desk.call("rules", "returns").out


def test_figures_that_were_not_asked_for_are_left_out(desk: Desk) -> None:
    asked = ("--standard", "phone-availability", "--standard", "rating")
    calls = desk.file(
        "calls.jsonl",
        {"standard": "rating", "week": "2026-W41", "total": 81, "counted": 10},
        {"standard": "phone-availability", "week": "2026-W41", "hits": 45, "counted": 50},
    )

    both = desk.call("score", "--counts", calls, *asked, *BASIS)
    one = desk.call("score", "--counts", calls, *asked[:2], *BASIS)

    assert set(shown(both, "figures")) == {"rating", "phone-availability"}
    assert set(shown(one, "figures")) == {"phone-availability"}


def test_indicators_are_read_once(desk: Desk) -> None:
    told = desk.file("indicators.jsonl", indicator("TRACK_AND_TRACE", 3, 4, 75, 98))
    inputs = Inputs(parser().parse_args(["score", shipments(desk), "--indicators", told, "--as-of", AS_OF]))

    assert inputs.indicators() is inputs.indicators()


def test_an_indicator_without_a_score_shows_no_figure(desk: Desk) -> None:
    told, scoreless = indicator("CASE_ITEM_RATIO", 3, 100, 0.03, 0.04), indicator("RETURNS", 3, 100, 0.03, 0.04)
    scoreless["details"]["score"] = None
    both = desk.file("both.jsonl", told, scoreless)
    alone = desk.file("alone.jsonl", scoreless)

    assert list(shown(desk.call("score", shipments(desk), "--indicators", both, *BASIS), "figures")) == [
        "customer-questions"
    ]
    assert shown(desk.call("score", shipments(desk), "--indicators", alone, *BASIS), "figures") == {}
