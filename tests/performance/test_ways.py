"""The ways of counting and judging: every named reading taken one way, and the alternatives to it."""

from __future__ import annotations

from attrs import evolve

from tests.builders import refused
from trackntrace.performance.cancellations import CANCELLATIONS
from trackntrace.performance.facts import DEFAULT_READINGS, SERVICES_FOLLOWED, AppointmentBy, Readings, well_formed
from trackntrace.performance.items_on_time import ITEMS_ON_TIME, EarlyDelivery, items_on_time
from trackntrace.performance.number_judges import checked
from trackntrace.performance.order_traceability import ORDER_TRACEABILITY, MailboxParcel, order_traceability
from trackntrace.performance.returns import RETURNS, ReturnedOf, returns
from trackntrace.performance.tally import Unit, WeekBy
from trackntrace.performance.ways import EVERY_SERVICE, Alternatives, Way, alternatives_to, tables


def test_a_way_names_everything_that_could_be_read_otherwise() -> None:
    usual = Way(ITEMS_ON_TIME)
    readings = Readings(judge=checked, silence_days=3, followed=frozenset())
    other = Way(items_on_time(early=EarlyDelivery.IS_A_HIT), readings=readings, by=WeekBy.SHIPPED, per=Unit.ORDER)

    assert usual.named == (
        ("week-by", "promised"),
        ("unit", "item"),
        ("appointment-by", "service"),
        ("followed", "default"),
        ("judge", "well_formed"),
        ("silence-days", "5"),
        ("early-delivery", "miss"),
        ("not-followed", "customer"),
    )
    assert other.otherwise(usual) == (
        ("week-by", "shipped"),
        ("unit", "order"),
        ("followed", "none"),
        ("judge", "checked"),
        ("silence-days", "3"),
        ("early-delivery", "hit"),
    )
    assert [
        dict(Way(ITEMS_ON_TIME, readings=Readings(followed=followed)).named)["followed"]
        for followed in (SERVICES_FOLLOWED, EVERY_SERVICE, frozenset({"TNT", "GLS"}))
    ] == ["default", "every service", "GLS TNT"]


def test_a_standard_has_a_table_for_every_reading_that_its_maker_knows() -> None:
    assert [[each.value for each in table.readings] for table in tables(order_traceability)] == [
        ["parcel", "miss"],
        ["parcel", "hit"],
        ["letter-mail", "miss"],
        ["letter-mail", "hit"],
    ]
    assert tables(returns) == (returns(of=ReturnedOf.ORDERED), returns(of=ReturnedOf.SHIPPED))


def test_to_items_on_time_each_half_is_an_alternative_under_every_reading() -> None:
    found = alternatives_to(Way(ITEMS_ON_TIME)).standards

    assert found[0] is ITEMS_ON_TIME
    assert {each.name for each in found} == {"items-on-time"}
    assert {each.editions for each in found} == {ITEMS_ON_TIME.editions}
    assert [[f"{reading.name}: {reading.value}" for reading in each.readings] for each in found[:4]] == [
        ["early-delivery: miss", "not-followed: customer"],
        ["early-delivery: miss", "not-followed: customer", "measures: delivered-on-time"],
        ["early-delivery: miss", "not-followed: customer", "measures: handed-over-on-time"],
        ["early-delivery: miss", "not-followed: excluded"],
    ]
    assert [each.rows[0].code for each in found[1:3]] == ["measured-by-handover", "measured-by-delivery"]
    assert len(found) == 12


def test_what_is_tried_begins_with_what_is_taken_and_has_every_reading_of_the_facts_that_matters() -> None:
    taken = Readings(silence_days=6, followed=frozenset({"TNT"}))
    on_time = alternatives_to(Way(ITEMS_ON_TIME, readings=taken, by=WeekBy.ORDERED, per=Unit.ORDER))
    numbers = alternatives_to(Way(order_traceability(mailbox_parcel=MailboxParcel.IS_LETTER_MAIL)))
    ours = alternatives_to(Way(evolve(RETURNS, name="ours")))

    assert on_time.readings[0] == taken
    assert {each.judge for each in on_time.readings} == {well_formed, checked}
    assert {each.appointment_by for each in on_time.readings} == set(AppointmentBy)
    assert {each.silence_days for each in on_time.readings} == {6, 5, 0, 1, 2, 3, 4, 7, 10, 14}
    assert {each.followed for each in on_time.readings} == {
        *(frozenset({"TNT"}), SERVICES_FOLLOWED, frozenset(), EVERY_SERVICE)
    }
    assert len(set(on_time.readings)) == 2 * 2 * 10 * 4
    assert (on_time.bys, on_time.units) == (
        (WeekBy.ORDERED, WeekBy.PROMISED, WeekBy.SHIPPED),
        (Unit.ORDER, Unit.ITEM, Unit.SHIPMENT),
    )
    assert [each.readings for each in numbers.standards] == [
        (("mailbox-parcel", mailbox), ("unreadable-counts", counts))
        for mailbox, counts in (
            ("letter-mail", "miss"),
            ("parcel", "miss"),
            ("parcel", "hit"),
            ("letter-mail", "hit"),
        )
    ]
    assert len(numbers.readings) == 4
    assert alternatives_to(Way(CANCELLATIONS)).readings == (DEFAULT_READINGS,)
    assert ([each.name for each in ours.standards], ours.readings) == (["ours"], (DEFAULT_READINGS,))


def test_what_are_no_ways_is_said_by_its_name() -> None:
    none: tuple[Readings, ...] = ()

    assert [
        refused(alternatives_to, 7),
        refused(Alternatives, standards=[7]),
        refused(Alternatives, standards=[]),
        refused(Alternatives, standards=[ORDER_TRACEABILITY], readings=none),
        refused(Alternatives, standards=[ORDER_TRACEABILITY], units=(7,)),
        refused(Alternatives, standards=[ORDER_TRACEABILITY] * 2223),
    ] == [
        "Cannot use 7 as way: expected a Way",
        "Cannot use 7 as standards: expected a ServiceStandard",
        "Cannot use 0 as alternatives: expected a whole number from 1 to 20000",
        "Cannot use 0 as alternatives: expected a whole number from 1 to 20000",
        "Cannot use 7 as alternatives: expected a Unit",
        "Cannot use 20007 as alternatives: expected a whole number from 1 to 20000",
    ]
    assert len([*Alternatives(standards=[ORDER_TRACEABILITY] * 2222).by_differences()]) == 19_998
