"""``compare``, ``exemption`` and ``reconcile`` on the command line."""

from __future__ import annotations

import csv
import io
import json

import pytest

from tests.edges.desk import Called, Desk
from tests.edges.wire import AS_OF, Json, happened, shipment_item, shipment_object, told, transport_object
from trackntrace.cli.exemption import COLUMNS
from trackntrace.cli.reconcile import say_reading, say_shift
from trackntrace.documents.fault import Faults
from trackntrace.documents.lines import Document
from trackntrace.documents.told_results import ToldChange, ToldScoreChange, item_changes, told_in, told_score_changes
from trackntrace.performance.cancellations import CANCELLATIONS
from trackntrace.performance.items_on_time import ITEMS_ON_TIME
from trackntrace.performance.order_traceability import ORDER_TRACEABILITY
from trackntrace.performance.reproduction import Judged
from trackntrace.performance.returns import RETURNS
from trackntrace.performance.shifts import Among, Shift
from trackntrace.performance.standard import AnyStandard
from trackntrace.performance.ways import Way, alternatives_to
from trackntrace.wording import Language, has_words_for

AT = ("--as-of", AS_OF)
JSON = ("--format", "json")


def parcel(index: int, **parts: Json) -> dict[str, Json]:
    defaults = {
        "order": {"orderId": f"order-{index}", "orderPlacedDateTime": "2026-10-05T09:00:00+02:00"},
        "shipmentItems": [shipment_item(f"item-{index}")],
        "transport": transport_object(trackAndTrace=f"3SABCD{index:07}"),
    }
    return shipment_object(f"shipment-{index}", **defaults | parts)


def delivery(index: int, at: str = "2026-10-07T14:00:00+02:00", **parts: Json) -> dict[str, Json]:
    return told(f"3SABCD{index:07}", happened("delivered", at, **parts))


def kept(desk: Desk, name: str, command: str, *files: str) -> str:
    """A result that was kept."""
    called = desk.call(command, *files, *AT, *JSON)
    assert called.status == 0, called.err
    return desk.raw(name, called.out.encode())


@pytest.fixture
def shipments(desk: Desk) -> str:
    unnumbered = parcel(3, transport=transport_object(trackAndTrace=None))
    return desk.file("shipments.jsonl", parcel(1), parcel(2), unnumbered)


# compare


def test_two_explanations_tell_which_items_count_otherwise_and_why(desk: Desk, shipments: str) -> None:
    journeys = desk.file("journeys.jsonl", delivery(1))
    before, after = (
        kept(desk, "before.jsonl", "explain", shipments),
        kept(desk, "after.jsonl", "explain", shipments, "--journeys", journeys),
    )
    called = desk.call("compare", before, after)

    assert called.status == 0
    assert called.out == (
        "items-on-time order-1 item-1 shipment-1: 2026-W41 miss nothing-seen -> 2026-W41 hit first-attempt-on-time: "
        "another scan is known [outcome: nothing-seen -> on-time]\n"
    )


def test_the_same_as_json_names_the_evidence_on_both_sides(desk: Desk, shipments: str) -> None:
    journeys = desk.file("journeys.jsonl", delivery(1))
    before = kept(desk, "before.jsonl", "explain", shipments)
    after = kept(desk, "after.jsonl", "explain", shipments, "--journeys", journeys)
    (change,) = desk.call("compare", before, after, *JSON).json["items"]

    assert (change["before"]["code"], change["after"]["code"]) == ("nothing-seen", "first-attempt-on-time")
    assert change["because"] == ["scan"]
    assert change["evidence"][0] == {"name": "firstAttempt", "before": "", "after": "2026-10-07T14:00:00+02:00"}


def test_two_scores_tell_which_differ_and_in_which_rows(desk: Desk, shipments: str) -> None:
    excuses = desk.file("excuses.jsonl", {"orderItemId": "item-3", "reason": "number-processing-disruption"})
    before = kept(desk, "before.json", "score", shipments)
    after = kept(desk, "after.json", "score", shipments, "--excuses", excuses)
    called = desk.call("compare", before, after)

    assert called.out == (
        "2026-W41 order-traceability: 66.6 % (falls-short) -> 100.0 % (meets): excused 0 -> 1, missing-number 1 -> 0\n"
    )
    assert desk.call("compare", before, after, *JSON).json["scores"][0]["codes"] == [
        {"code": "excused", "before": 0, "after": 1},
        {"code": "missing-number", "before": 1, "after": 0},
    ]


@pytest.mark.parametrize(("language", "said"), [("en", "Nothing changed."), ("nl", "Er is niets veranderd.")])
def test_where_nothing_changed_that_is_said(desk: Desk, shipments: str, language: str, said: str) -> None:
    same = kept(desk, "same.jsonl", "explain", shipments)

    assert desk.call("compare", same, same, "--lang", language).out == f"{said}\n"


def test_a_score_and_an_explanation_cannot_be_compared(desk: Desk, shipments: str) -> None:
    one, other = kept(desk, "one.json", "score", shipments), kept(desk, "other.jsonl", "explain", shipments)

    assert desk.call("compare", one, other).status == 2


def test_what_is_no_result_is_refused_with_its_line(desk: Desk, shipments: str) -> None:
    good = kept(desk, "good.jsonl", "explain", shipments)
    bad = desk.file("bad.jsonl", {"standard": "items-on-time"}, {"weeks": 1})
    called = desk.call("compare", good, bad)

    assert called.status == 1
    assert called.err.splitlines()[0].startswith("bad.jsonl:1: orderId: missing")
    assert called.err.splitlines()[1].startswith("bad.jsonl:2: weeks: expected an array")
    assert desk.call("compare", good, "absent.jsonl").status == 2
    assert desk.call("compare", good, "nul\x00").status == 2


def test_what_a_kept_result_says_cannot_act_on_a_terminal(desk: Desk, shipments: str) -> None:
    lines = [json.loads(line) for line in desk.call("explain", shipments, *AT, *JSON).out.splitlines()]
    lines[0] |= {"code": "\x1b[31mevil", "orderId": "\u202eorder", "week": "\x07"}
    before, after = kept(desk, "before.jsonl", "explain", shipments), desk.file("after.jsonl", *lines)
    called = desk.call("compare", before, after)

    assert called.status == 0
    assert all(line.isprintable() and line.isascii() for line in called.out.splitlines())


def test_told_the_other_way_round_a_comparison_of_results_is_turned_round(desk: Desk, shipments: str) -> None:
    journeys = desk.file("journeys.jsonl", delivery(1))
    fewer = desk.file("fewer.jsonl", parcel(2, shipmentItems=[shipment_item("item-2", quantity=3)]))
    for command in ("explain", "score"):
        one, other = (
            told_in([Document(json.loads(line), "x") for line in called.out.splitlines()], Faults())
            for called in (
                desk.call(command, shipments, "--journeys", journeys, *AT, *JSON),
                desk.call(command, fewer, *AT, *JSON),
            )
        )
        assert item_changes(one.items, other.items) or told_score_changes(one.scores, other.scores)
        assert _turned(item_changes(one.items, other.items)) == [
            (each.before, each.after, each.facts, each.evidence) for each in item_changes(other.items, one.items)
        ]
        forward, backward = told_score_changes(one.scores, other.scores), told_score_changes(other.scores, one.scores)
        assert forward == tuple(ToldScoreChange(before=each.after, after=each.before) for each in backward)


def _turned(changes: tuple[ToldChange, ...]) -> list[tuple[object, ...]]:
    return [
        (
            each.after,
            each.before,
            tuple((name, new, old) for name, old, new in each.facts),
            tuple((name, new, old) for name, old, new in each.evidence),
        )
        for each in changes
    ]


# exemption


def disrupted(desk: Desk, *options: str) -> Called:
    shipments = desk.file("shipments.jsonl", *map(parcel, range(1, 5)))
    late = "2026-10-08T14:00:00+02:00"
    journeys = desk.file(
        "journeys.jsonl", *(delivery(index, late, place="=Utrecht") for index in (1, 2, 3)), delivery(4, place="Breda")
    )
    days = ("--from", "2026-10-07", "--until", "2026-10-08")
    return desk.call("exemption", shipments, "--journeys", journeys, *days, *AT, *options)


def test_an_evidence_list_names_items_promises_scans_and_verdicts(desk: Desk) -> None:
    called = disrupted(desk, "--service", "TNT", "--standard", "items-on-time", "--list", "misses")

    assert called.status == 0
    assert called.out.startswith(
        "As of 2026-11-01T12:00:00+01:00. Lines of items affected: 3; items missed among them: 3."
    )
    assert called.out.count("late-first-attempt") == 3
    assert "Capacity problems, heat and delays" in called.out


def test_the_list_as_csv_has_no_cell_that_becomes_a_formula(desk: Desk) -> None:
    called = disrupted(desk, "--place", "=utrecht", "--format", "csv", "--standard", "items-on-time")
    header, *rows = csv.reader(io.StringIO(called.out, newline=""))

    assert tuple(header) == COLUMNS
    assert [row[1] for row in rows] == ["order-1", "order-2", "order-3"]
    assert all(not cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)
    assert rows[0][COLUMNS.index("seen")] == "2026-10-08T14:00:00+02:00 delivered =Utrecht"


def test_the_list_as_json_holds_explanations_and_notes(desk: Desk) -> None:
    document = disrupted(desk, "--place", "Breda", *JSON, "--standard", "items-on-time").json

    assert [each["code"] for each in document["items"]] == ["first-attempt-on-time"]
    assert document["items"][0]["seen"] == [
        {"status": "delivered", "at": "2026-10-07T14:00:00+02:00", "place": "Breda"}
    ]
    assert document["notes"][0]["code"] == "depot-needs-letter"
    assert document["notes"][-1]["code"] == "nothing-missed"


def test_the_list_of_one_week_leaves_the_others_out(desk: Desk) -> None:
    assert disrupted(desk, "--week", "2026-W40", *JSON).json["items"] == []


@pytest.mark.parametrize("options", [("--until", "2026-10-06"), ("--place", "x\x07"), ("--service", "no code")])
def test_a_disruption_that_cannot_be_is_wrong_usage(desk: Desk, options: tuple[str, ...]) -> None:
    assert disrupted(desk, *options).status == 2


# reconcile


def indicator(numerator: int, denominator: int, **details: Json) -> dict[str, Json]:
    value = numerator / denominator
    score = {
        "conforms": value >= 0.98,
        "numerator": numerator,
        "denominator": denominator,
        "value": value,
        "distanceToNorm": value - 0.98,
    }
    period, norm = {"week": "41", "year": "2026"}, {"condition": ">=", "value": 0.98}
    return {
        "name": "TRACK_AND_TRACE",
        "type": "PERCENTAGE",
        "details": {"period": period, "score": score, "norm": norm, **details},
    }


def reconciled(desk: Desk, told: Json, *options: str) -> Called:
    mailbox = desk.file("details.jsonl", {"orderItemId": "item-3", "sentAs": "mailbox-parcel"})
    unnumbered = parcel(3, transport=transport_object(trackAndTrace=None))
    shipments = desk.file("shipments.jsonl", parcel(1), parcel(2), unnumbered)
    indicators = desk.file("indicators.json", {"performanceIndicators": [told]})
    return desk.call("reconcile", shipments, "--details", mailbox, "--indicators", indicators, *AT, *options)


def test_the_reading_under_which_the_marketplaces_figure_comes_out_is_named(desk: Desk) -> None:
    called = reconciled(desk, indicator(2, 2))

    assert called.status == 0
    assert called.out.splitlines()[0] == "2026-W41 TRACK_AND_TRACE"
    assert "Here it is 2 of 3, the marketplace tells 2 of 2: +0 hits and -1 misses to ours." in called.out
    assert called.out.splitlines()[2:] == [
        "  The very figure comes out if read otherwise, so:",
        "    what a mailbox parcel is: letter mail",
        "  It would come out if these counted otherwise. Look at them one by one with explain:",
        "    1 x missing-number, counted as excluded",
    ]


@pytest.mark.parametrize(
    ("language", "reading"),
    [("nl", "wat een brievenbuspakje is: briefpost"), ("fr", "ce qu'est un colis boîte aux lettres : du courrier")],
)
def test_a_reading_is_named_in_the_words_of_the_language(desk: Desk, language: str, reading: str) -> None:
    called = reconciled(desk, indicator(2, 2), "--lang", language)

    assert reading.partition(":")[2].strip() in called.out
    assert "letter-mail" not in called.out


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize(
    "standard", [ORDER_TRACEABILITY, ITEMS_ON_TIME, CANCELLATIONS, RETURNS], ids=lambda it: it.name
)
def test_every_reading_that_is_tried_has_words_in_every_language(standard: AnyStandard, language: Language) -> None:
    tried = alternatives_to(Way(standard))
    ways = [
        *(Way(each) for each in tried.standards),
        *(Way(standard, readings=each) for each in tried.readings),
        *(Way(standard, by=each) for each in tried.bys),
        *(Way(standard, per=each) for each in tried.units),
    ]

    for reading in {reading for way in ways for reading in way.named}:
        name, value = reading
        said = say_reading(reading, language)
        assert not said.startswith(f"{name}:")
        assert value.isdecimal() or any(
            has_words_for(key, language) for key in (f"reading.{name}.{value}", f"{name}.{value}")
        )


def test_response_times_are_compared_by_their_counts(desk: Desk) -> None:
    asked = {"questionId": "q-1", "asked": "2026-10-06T10:00:00+02:00", "answered": "2026-10-06T12:00:00+02:00"}
    questions = desk.file("questions.jsonl", asked)
    shipments = desk.file("shipments.jsonl", parcel(1))

    def said(numerator: int) -> str:
        told = desk.file("indicators.json", {**indicator(numerator, 1), "name": "RESPONSE_TIME"})
        return desk.call("reconcile", shipments, "--questions", questions, "--indicators", told, *AT).out

    assert "Both count 1 of 1." in said(1)
    assert "Here it is 1 of 1, the marketplace tells 0 of 1: -1 hits and +1 misses to ours." in said(0)
    assert "Only the counts are compared" in said(0)


def test_what_is_not_computed_is_listed_once_for_all_weeks(desk: Desk) -> None:
    weeks = [{**indicator(1, 9), "name": "CASE_ITEM_RATIO"} for _ in range(2)]
    weeks[0]["details"]["period"]["week"] = "40"
    for each in weeks:
        each["details"]["norm"] = {"condition": "<=", "value": 0.2}
        each["details"]["score"] |= {"conforms": True, "distanceToNorm": 1 / 9 - 0.2}
    told = desk.file(
        "indicators.json", {"performanceIndicators": [*weeks, {**indicator(1, 1), "name": "RESPONSE_TIME"}]}
    )

    called = desk.call("reconcile", desk.file("shipments.jsonl", parcel(1)), "--indicators", told, *AT)

    assert called.err == ""
    assert called.out.splitlines()[-3:] == [
        "Not compared, since they are not computed here from what was given:",
        "  CASE_ITEM_RATIO: 2 weeks, 2026-W40 to 2026-W41",
        "  RESPONSE_TIME: 2026-W41",
    ]


def test_the_same_as_json_holds_both_figures_and_what_reproduces_theirs(desk: Desk) -> None:
    (found,) = reconciled(desk, indicator(2, 2), *JSON).json

    assert (found["agrees"], found["theirs"]) == (False, {"numerator": 2, "denominator": 2})
    assert found["ours"]["counted"] == 3
    assert found["reproducedBy"] == [{"readings": {"mailbox-parcel": "letter-mail"}, "off": {"hits": 0, "misses": 0}}]
    assert found["explainedBy"] == [["1 missing-number: excluded"]]


def test_figures_that_are_equal_are_said_to_be_so_in_the_language_asked_for(desk: Desk) -> None:
    assert reconciled(desk, indicator(2, 3)).out == "2026-W41 TRACK_AND_TRACE\n  Both count 2 of 3.\n"
    assert "Beide tellen 2 van 3." in reconciled(desk, indicator(2, 3), "--lang", "nl").out
    assert "Les deux comptent 2 sur 3." in reconciled(desk, indicator(2, 3), "--lang", "fr").out


def test_a_week_that_is_not_final_is_said_to_be_so(desk: Desk) -> None:
    assert "2026-W41 is not final" in reconciled(desk, indicator(2, 3), "--final-through", "2026-W40").out


def test_no_figure_of_the_week_is_no_comparison(desk: Desk) -> None:
    assert reconciled(desk, indicator(2, 3), "--week", "2026-W40").out.startswith("No figures of the marketplace")


def test_the_command_needs_the_marketplaces_figures(desk: Desk, shipments: str) -> None:
    called = desk.call("reconcile", shipments, *AT)

    assert called.status == 2
    assert "--indicators" in called.err


def test_an_indicator_that_contradicts_itself_is_told(desk: Desk) -> None:
    wrong = indicator(2, 3)
    wrong["details"]["score"]["value"] = 0.99

    assert "The indicator tells the value 0.99, but 2 of 3 is 0.6666." in reconciled(desk, wrong).out


@pytest.mark.parametrize(
    ("among", "said"),
    [
        (Among.ELSEWHERE_BY_ANOTHER_DAY, "2 less, which lie in another week by the day of shipping"),
        (Among.HERE_BY_ANOTHER_DAY, "2 more, which lie in this week by the day of shipping"),
    ],
)
def test_items_that_lie_elsewhere_by_another_day_are_said_so_in_words(among: Among, said: str) -> None:
    shift = Shift(among=among, code="shipped", items=2, counted_as=None, by=Judged(2, 0))

    assert say_shift(shift, Language.ENGLISH) == said


def test_another_quantity_is_told_as_its_ground(desk: Desk, shipments: str) -> None:
    journeys = desk.file("journeys.jsonl", delivery(1))
    before = kept(desk, "before.jsonl", "explain", shipments)
    kept(desk, "after.jsonl", "explain", shipments, "--journeys", journeys)
    after = desk.file("more.jsonl", *(each | {"quantity": 2} for each in _lines(desk, "after.jsonl")))

    changes = desk.call("compare", before, after, *JSON).json["items"]

    assert {tuple(change["because"]) for change in changes} == {("quantity",), ("scan", "quantity")}


def _lines(desk: Desk, name: str) -> list[dict[str, Json]]:
    return [json.loads(line) for line in (desk.folder / name).read_text("utf-8").splitlines()]


def test_an_item_that_was_shipped_since_is_told_as_the_same_item(desk: Desk, shipments: str) -> None:
    before = kept(desk, "before.jsonl", "explain", shipments)
    now = {"verdict": "pending", "code": "not-yet-shipped"}
    opened = [each | now | {"facts": each["facts"] | {"stage": "open"}} for each in _lines(desk, before)]
    after = desk.file("after.jsonl", *opened)

    changes = desk.call("compare", before, after, *JSON).json["items"]

    assert {tuple(change["because"]) for change in changes} == {("shipment",)}


def test_a_score_that_is_on_one_side_only_is_told_with_a_dash_on_the_other(desk: Desk, shipments: str) -> None:
    before = kept(desk, "before.json", "score", shipments)
    told = (desk.folder / before).read_text("utf-8")
    after = desk.raw("after.json", told.replace("2026-W41", "2026-W42").encode())

    lines = desk.call("compare", before, after).out.splitlines()

    assert any(line.startswith("2026-W41 ") and "-> -" in line for line in lines)
    assert any(line.startswith("2026-W42 ") and ": - ->" in line for line in lines)
