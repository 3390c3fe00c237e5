"""The evidence list for an exemption: which items a disruption hit, what was promised, what was seen, how they count."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.builders import at, delivered, event, evidence, on, open_evidence, refused
from trackntrace.errors import InvalidValueError
from trackntrace.notebook import table_html
from trackntrace.numbers.delivery_services import DHL, POSTNL
from trackntrace.performance.evidence import Evidence, ExcuseReason, Stage
from trackntrace.performance.exemption import Disruption, EvidenceList, Kept, evidence_list
from trackntrace.performance.facts import Readings
from trackntrace.performance.items_on_time import ITEMS_ON_TIME
from trackntrace.performance.order_traceability import ORDER_TRACEABILITY
from trackntrace.performance.standard import AnyStandard
from trackntrace.performance.tally import WeekBy
from trackntrace.performance.what_if import Change, Scenario, what_if
from trackntrace.shipping.journey import Journey, TransportStatus
from trackntrace.shipping.promise import DeliverBy

AS_OF = at(20)
S = TransportStatus
AT_UTRECHT = event(S.IN_TRANSIT, at(7, 3), place="Depot Utrecht Noord")
THROUGH_UTRECHT = Journey([event(S.ACCEPTED, at(6, 18)), AT_UTRECHT, event(S.DELIVERED, at(8))])
THROUGH_BREDA = Journey([event(S.ACCEPTED, at(6, 18), place="Breda"), event(S.DELIVERED, at(8))])


def disruption(**parts: Any) -> Disruption:
    return Disruption(**{"service": POSTNL, "first_day": on(7), "last_day": on(8), **parts})


def listed(*items: Evidence, of: Disruption | None = None, kept: Kept = Kept.ALL) -> EvidenceList:
    standards = [ITEMS_ON_TIME]
    return evidence_list(items, standards, of or disruption(), as_of=AS_OF, kept=kept)


def notes(found: EvidenceList) -> list[str]:
    return [note.code for note in found.notes]


def test_an_item_under_way_on_the_days_is_affected_and_told_with_what_was_seen() -> None:
    (affected,) = listed(evidence(journey=THROUGH_UTRECHT)).items

    assert affected.explanation.row.code == "late-first-attempt"
    assert affected.seen == (AT_UTRECHT, THROUGH_UTRECHT.events[-1])


@pytest.mark.parametrize(
    "item",
    [
        evidence(service=DHL, journey=THROUGH_UTRECHT),
        evidence(journey=delivered(at(6, 20))),
        evidence(shipped=at(9), journey=Journey()),
        open_evidence(),
    ],
    ids=["another service", "delivered before", "shipped after", "not shipped"],
)
def test_an_item_that_was_not_with_the_service_on_those_days_is_not_affected(item: Evidence) -> None:
    assert listed(item).items == ()


def test_an_item_that_was_never_seen_was_under_way_up_to_its_promised_day() -> None:
    unseen = evidence(journey=Journey())

    assert disruption().covers(unseen)
    assert not disruption(first_day=on(8)).covers(unseen)


def test_at_a_place_only_what_was_seen_there_on_those_days_is_affected() -> None:
    at_utrecht = disruption(place="utrecht")
    found = listed(
        evidence(journey=THROUGH_UTRECHT), evidence(order_item_id="item-2", journey=THROUGH_BREDA), of=at_utrecht
    )

    assert [each.seen for each in found.items] == [(AT_UTRECHT,)]
    assert not disruption(place="utrecht", first_day=on(8)).covers(evidence(journey=THROUGH_UTRECHT))


@pytest.mark.parametrize(
    ("place", "found"),
    [("Utrecht", True), ("DEPOT  utrecht", True), ("Utrecht Noord", True), ("Utrech", False), ("Noord Utrecht", False)],
)
def test_a_place_is_found_as_whole_words_in_whatever_case(place: str, found: bool) -> None:
    assert disruption(place=place).covers(evidence(journey=THROUGH_UTRECHT)) is found


def test_the_marketplaces_own_disruption_affects_every_service_and_what_is_still_open() -> None:
    own = disruption(service=None)

    assert own.covers(evidence(service=DHL, journey=THROUGH_BREDA))
    assert own.covers(open_evidence())
    assert not own.covers(open_evidence(promise=None))
    assert not disruption(service=None, first_day=on(8)).covers(open_evidence())


def test_only_misses_are_listed_where_only_they_are_wanted() -> None:
    items = evidence(journey=delivered(at(7))), evidence(order_item_id="item-2", journey=THROUGH_BREDA)

    assert [each.explanation.row.code for each in listed(*items, kept=Kept.MISSES).items] == ["late-first-attempt"]
    assert len(listed(*items).items) == 2


def test_an_item_is_listed_for_every_standard_in_the_same_order_whatever_came_first() -> None:
    items = [evidence(order_item_id=f"item-{n}", journey=THROUGH_BREDA) for n in range(3)]
    standards: list[AnyStandard] = [ORDER_TRACEABILITY, ITEMS_ON_TIME]
    one, other = (evidence_list(given, standards, disruption(), as_of=AS_OF) for given in (items, reversed(items)))

    assert one == other
    assert len(one.items) == 6


def test_the_notes_say_what_the_marketplace_accepts_and_what_not() -> None:
    three = evidence(quantity=3, journey=THROUGH_UTRECHT)

    assert notes(listed(three)) == ["national-disruption", "reasons-not-accepted", "judged-when-final"]
    assert notes(listed(three, of=disruption(place="Utrecht")))[0] == "depot-needs-letter"
    assert notes(listed(three, of=disruption(service=None)))[0] == "marketplace-disruption"


def test_one_or_two_misses_are_said_to_make_no_bad_week() -> None:
    assert notes(listed(evidence(quantity=2, journey=THROUGH_BREDA)))[-1] == "too-few-misses"
    assert notes(listed(evidence(journey=delivered(at(7)))))[-1] == "nothing-missed"
    assert listed(evidence(quantity=2, journey=THROUGH_BREDA)).missed == 2


def test_what_the_exemption_would_change_is_a_scenario() -> None:
    of = disruption()
    excused = Scenario("granted", changes=(Change(where=of.covers, excuse=ExcuseReason.NATIONAL_CARRIER_DISRUPTION),))
    (result,) = what_if([evidence(quantity=3, journey=THROUGH_BREDA)], [ITEMS_ON_TIME], [excused], as_of=AS_OF)

    assert [each.week for each in result.comparison.no_longer_bad()] == [each.week for each in result.scores]


@pytest.mark.parametrize(
    "parts",
    [
        {"last_day": on(6)},
        {"first_day": "2026-10-07"},
        {"first_day": date(1999, 1, 1)},
        {"service": "TNT"},
        {"place": "x" * 101},
        {"place": "Utrecht\x1b[31m"},
        {"place": None},
    ],
)
def test_a_disruption_that_cannot_be_is_refused(parts: dict[str, Any]) -> None:
    with pytest.raises(InvalidValueError):
        disruption(**parts)


def test_a_cancelled_item_of_the_service_was_not_on_its_way() -> None:
    assert not disruption().covers(evidence(stage=Stage.CANCELLED, journey=Journey()))
    assert disruption(service=None).covers(evidence(stage=Stage.CANCELLED, journey=Journey()))


def test_what_a_list_refuses_is_said_of_each_part_by_its_name() -> None:
    given: dict[str, Any] = {"evidence": [], "standards": [], "disruption": disruption(), "as_of": AS_OF}
    no_day = "expected a datetime.date, such as parse_day makes of a text"

    assert [
        refused(disruption, first_day="2026-10-07"),
        refused(disruption, last_day="2026-10-08"),
        refused(disruption, last_day=on(6)),
        refused(disruption, service="TNT"),
        refused(disruption, place="Utrecht\n"),
        *(
            refused(evidence_list, **{**given, **part})
            for part in (
                {"standards": [7]},
                {"as_of": "2026-10-20"},
                {"disruption": 7},
                {"kept": "misses"},
                {"readings": 7},
                {"evidence": [7]},
            )
        ),
    ] == [
        f"Cannot use '2026-10-07' as from: {no_day}",
        f"Cannot use '2026-10-08' as until: {no_day}",
        "Cannot use datetime.date(2026, 10, 6) as until: expected a day not before 2026-10-07",
        "Cannot use 'TNT' as service: expected a DeliveryService",
        r"Cannot use 'Utrecht\n' as place: expected at most 100 characters of plain text",
        "Cannot use 7 as standards: expected a ServiceStandard",
        "Cannot use '2026-10-20' as as_of: expected a datetime with its offset (offset required)",
        "Cannot use 7 as disruption: expected a Disruption",
        "Cannot use 'misses' as kept: expected a Kept",
        "Cannot use 7 as readings: expected a Readings",
        "Cannot use 7 as evidence: expected an Evidence",
    ]
    assert disruption(place="x" * 100).place == "x" * 100
    assert "as place: expected at most 100" in refused(disruption, place="x" * 101)


@pytest.mark.parametrize(
    ("days", "item"),
    [
        ((6, 6), evidence(shipped=at(6, 16), promise=DeliverBy(on(9)), journey=Journey())),
        ((8, 9), evidence(shipped=at(9, 10), promise=DeliverBy(on(9)), journey=Journey())),
        ((9, 9), evidence(journey=Journey([event(S.IN_TRANSIT, at(day)) for day in (6, 7, 8, 9)]))),
        ((8, 8), evidence(shipped=at(8, 10), promise=None, journey=Journey())),
        ((7, 7), evidence(shipped=None, entered=None, journey=Journey())),
    ],
    ids=["shipped then", "shipped on the last day", "last seen then", "nothing promised", "shipped nobody knows when"],
)
def test_an_item_was_under_way_from_its_shipping_to_the_last_that_is_known_of_it(
    days: tuple[int, int], item: Evidence
) -> None:
    assert disruption(first_day=on(days[0]), last_day=on(days[1])).covers(item)


def test_the_list_is_by_week_first_and_asks_as_the_standards_are_read() -> None:
    late = evidence(order_item_id="item-2", promise=DeliverBy(on(8)), shipped=at(4, 10), ordered=at(2))
    items = [evidence(shipped=at(6), promise=DeliverBy(on(8))), late]
    by_week = evidence_list(items, [ITEMS_ON_TIME], disruption(), as_of=AS_OF, by=WeekBy.SHIPPED)
    unread = evidence_list(
        items, [ITEMS_ON_TIME], disruption(), as_of=AS_OF, readings=Readings(followed=frozenset(), silence_days=60)
    )

    assert [(str(each.explanation.week), each.explanation.item.order_item_id) for each in by_week.items] == [
        ("2026-W40", "item-2"),
        ("2026-W41", "item-1"),
    ]
    assert {each.explanation.row.code for each in unread.items} == {"customer-may-still-report"}


def test_a_list_is_shown_by_what_each_item_counts_as() -> None:
    found = listed(evidence(quantity=3, journey=THROUGH_UTRECHT))

    assert found._repr_html_() == table_html(
        "1 lines affected, 3 items missed",
        ("standard", "week", "order", "item", "quantity", "counts as"),
        [("items-on-time", "2026-W41", "order-1", "item-1", "3", "late-first-attempt")],
    )
