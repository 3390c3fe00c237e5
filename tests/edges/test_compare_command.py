"""``trackntrace compare``: all that it prints of two results that were kept, whole."""

from __future__ import annotations

import pytest

from tests.edges.desk import Desk
from tests.edges.wire import Json


def told_item(number: int, **parts: Json) -> dict[str, Json]:
    """One of an item that nothing was seen of, as an explanation tells it."""
    return {
        "week": "2026-W41",
        "standard": "items-on-time",
        "orderId": f"order-{number}",
        "orderItemId": f"item-{number}",
        "shipmentId": f"shipment-{number}",
        "quantity": 1,
        "verdict": "miss",
        "code": "nothing-seen",
        "facts": {"stage": "shipped", "outcome": "nothing-seen"},
        "evidence": {"number": "3SABCD0000001", "firstAttempt": None},
        **parts,
    }


def told_score(standard: str, **parts: Json) -> dict[str, Json]:
    counts = {"missing-number": 1, "number-given": 2}
    return {"standard": standard, "shown": "66.6 %", "standing": "falls-short", "verdicts": counts, **parts}


@pytest.fixture
def items(desk: Desk) -> tuple[str, str]:
    """One item that was delivered, one that stays, one that went, one that came, and one that got its week."""
    still_open = {"shipmentId": None, "verdict": "pending", "code": "not-yet-shipped"}
    delivered = {
        "quantity": 2,
        "verdict": "hit",
        "code": "first-attempt-on-time",
        "facts": {"stage": "shipped", "outcome": "on-time"},
        "evidence": {"number": "3SABCD0000002", "firstAttempt": "2026-10-07T14:00:00+02:00"},
    }
    before = [told_item(1), told_item(2), told_item(3), told_item(5, **still_open, week=None, facts={"stage": "open"})]
    after = [
        told_item(1, **delivered),
        told_item(2),
        told_item(4, week=None),
        told_item(5, **still_open, facts={"stage": "open", "excused": "no"}),
    ]
    return desk.file("before.jsonl", *before), desk.file("after.jsonl", *after)


@pytest.fixture
def scores(desk: Desk) -> tuple[str, str]:
    """A score that went, one that came without a week, one that was not assessed before, and one that is better."""
    one = told_score("order-traceability")
    better = one | {"shown": "100.0 %", "standing": "meets", "verdicts": {"number-given": 2, "excused": 1}}
    none = told_score("items-on-time", shown="-", standing="not-assessed", verdicts={})
    short = told_score("items-on-time", shown="0.0 %", verdicts={})
    before = [{"week": "2026-W40", "scores": [one]}, {"week": "2026-W41", "scores": [one, none]}]
    after = [{"week": "2026-W41", "scores": [better, short]}]
    return desk.file("before.json", {"weeks": before}), desk.file("after.json", {"weeks": after, "undated": [one]})


def test_items_are_told_by_what_made_the_difference(desk: Desk, items: tuple[str, str]) -> None:
    assert desk.call("compare", *items).out.splitlines() == [
        (
            "items-on-time order-1 item-1 shipment-1: 2026-W41 miss nothing-seen -> 2026-W41 2 x hit "
            "first-attempt-on-time: another scan is known; the quantity is another [outcome: nothing-seen -> on-time]"
        ),
        "items-on-time order-3 item-3 shipment-3: 2026-W41 miss nothing-seen -> -: it is no longer there",
        "items-on-time order-4 item-4 shipment-4: - -> undated miss nothing-seen: it was not there before",
        (
            "items-on-time order-5 item-5: undated pending not-yet-shipped -> 2026-W41 pending not-yet-shipped: "
            "time passed, or the facts were read in another way [excused: - -> no]"
        ),
    ]


def test_facts_that_differ_are_told_one_after_the_other(desk: Desk) -> None:
    before = desk.file("before.jsonl", told_item(1))
    facts = {"stage": "open", "outcome": "not-yet-due"}
    after = desk.file("after.jsonl", told_item(1, verdict="pending", code="not-yet-shipped", facts=facts))

    english, dutch = (desk.call("compare", before, after, "--lang", each).out for each in ("en", "nl"))

    assert english.rpartition(" [")[2] == "outcome: nothing-seen -> not-yet-due, stage: shipped -> open]\n"
    assert dutch.rpartition(" [")[2] == (
        "uitkomst: niets gezien -> termijn nog niet voorbij, stadium: verzonden -> open]\n"
    )


def test_items_are_told_in_the_words_of_the_language(desk: Desk, items: tuple[str, str]) -> None:
    assert desk.call("compare", *items, "--lang", "nl").out.splitlines() == [
        (
            "Artikelen op tijd order-1 item-1 shipment-1: 2026-W41 gemist nothing-seen -> 2026-W41 2 x goed "
            "first-attempt-on-time: er is een andere scan bekend; het aantal is anders "
            "[uitkomst: niets gezien -> op tijd]"
        ),
        "Artikelen op tijd order-3 item-3 shipment-3: 2026-W41 gemist nothing-seen -> -: het is er niet meer",
        "Artikelen op tijd order-4 item-4 shipment-4: - -> zonder datum gemist nothing-seen: het was er eerder niet",
        (
            "Artikelen op tijd order-5 item-5: zonder datum nog open not-yet-shipped -> 2026-W41 nog open "
            "not-yet-shipped: er is tijd verstreken, of de feiten zijn anders gelezen "
            "[verstoring meegewogen: - -> nee]"
        ),
    ]


def test_items_are_told_as_json_with_all_that_differs(desk: Desk, items: tuple[str, str]) -> None:
    def side(number: int, **parts: Json) -> dict[str, Json]:
        told = told_item(number, **parts)
        del told["facts"], told["evidence"]
        return told

    def change(name: str, before: str, after: str) -> dict[str, str]:
        return {"name": name, "before": before, "after": after}

    still_open = {"shipmentId": None, "verdict": "pending", "code": "not-yet-shipped"}
    assert desk.call("compare", *items, "--format", "json").json == {
        "scores": [],
        "items": [
            {
                "before": side(1),
                "after": side(1, quantity=2, verdict="hit", code="first-attempt-on-time"),
                "because": ["scan", "quantity"],
                "facts": [change("outcome", "nothing-seen", "on-time")],
                "evidence": [
                    change("firstAttempt", "", "2026-10-07T14:00:00+02:00"),
                    change("number", "3SABCD0000001", "3SABCD0000002"),
                ],
            },
            {
                "before": side(3),
                "after": None,
                "because": ["went"],
                "facts": [change("outcome", "nothing-seen", ""), change("stage", "shipped", "")],
                "evidence": [change("number", "3SABCD0000001", "")],
            },
            {
                "before": None,
                "after": side(4, week=None),
                "because": ["came"],
                "facts": [change("outcome", "", "nothing-seen"), change("stage", "", "shipped")],
                "evidence": [change("number", "", "3SABCD0000001")],
            },
            {
                "before": side(5, **still_open, week=None),
                "after": side(5, **still_open),
                "because": ["time"],
                "facts": [change("excused", "", "no")],
                "evidence": [],
            },
        ],
    }


def test_scores_are_told_by_the_rows_that_differ(desk: Desk, scores: tuple[str, str]) -> None:
    assert desk.call("compare", *scores).out.splitlines() == [
        "undated order-traceability: - -> 66.6 % (falls-short): missing-number 0 -> 1, number-given 0 -> 2",
        "2026-W40 order-traceability: 66.6 % (falls-short) -> -: missing-number 1 -> 0, number-given 2 -> 0",
        "2026-W41 items-on-time: - (not-assessed) -> 0.0 % (falls-short)",
        ("2026-W41 order-traceability: 66.6 % (falls-short) -> 100.0 % (meets): excused 0 -> 1, missing-number 1 -> 0"),
    ]


def test_scores_are_told_in_the_words_of_the_language(desk: Desk, scores: tuple[str, str]) -> None:
    short = "66.6 % (voldoet niet aan de norm)"
    assert desk.call("compare", *scores, "--lang", "nl").out.splitlines() == [
        f"zonder datum Bestelling volgbaar: - -> {short}: missing-number 0 -> 1, number-given 0 -> 2",
        f"2026-W40 Bestelling volgbaar: {short} -> -: missing-number 1 -> 0, number-given 2 -> 0",
        "2026-W41 Artikelen op tijd: - (niet beoordeeld) -> 0.0 % (voldoet niet aan de norm)",
        (
            f"2026-W41 Bestelling volgbaar: {short} -> 100.0 % (voldoet aan de norm): "
            "excused 0 -> 1, missing-number 1 -> 0"
        ),
    ]


def test_scores_are_told_as_json_on_both_sides(desk: Desk, scores: tuple[str, str]) -> None:
    def side(standard: str, week: str | None, shown: str, standing: str) -> dict[str, str | None]:
        return {"week": week, "standard": standard, "shown": shown, "standing": standing}

    def change(code: str, before: int, after: int) -> dict[str, str | int]:
        return {"code": code, "before": before, "after": after}

    assert desk.call("compare", *scores, "--format", "json").json == {
        "scores": [
            {
                "before": None,
                "after": side("order-traceability", None, "66.6 %", "falls-short"),
                "codes": [change("missing-number", 0, 1), change("number-given", 0, 2)],
            },
            {
                "before": side("order-traceability", "2026-W40", "66.6 %", "falls-short"),
                "after": None,
                "codes": [change("missing-number", 1, 0), change("number-given", 2, 0)],
            },
            {
                "before": side("items-on-time", "2026-W41", "-", "not-assessed"),
                "after": side("items-on-time", "2026-W41", "0.0 %", "falls-short"),
                "codes": [],
            },
            {
                "before": side("order-traceability", "2026-W41", "66.6 %", "falls-short"),
                "after": side("order-traceability", "2026-W41", "100.0 %", "meets"),
                "codes": [change("excused", 0, 1), change("missing-number", 1, 0)],
            },
        ],
        "items": [],
    }


@pytest.mark.parametrize(
    ("named", "told"),
    [
        (("before.json", "after.jsonl"), "compare: expected two results of score, or two of explain"),
        (("before.jsonl", "after.json"), "compare: expected two results of score, or two of explain"),
        (("before.json", "absent.json"), "absent.json: No such file or directory"),
        (("no\x00ne", "before.json"), "no\\x00ne: no name of a file"),
    ],
)
def test_what_cannot_be_compared_is_wrong_usage(
    desk: Desk, items: tuple[str, str], scores: tuple[str, str], named: tuple[str, str], told: str
) -> None:
    assert desk.call("compare", *named) == (2, "", f"trackntrace: {told}\n")
