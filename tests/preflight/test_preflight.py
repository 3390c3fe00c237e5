"""The pre-flight: what an order, a label and earlier entries add to what is found of the number alone."""

from __future__ import annotations

from typing import Any

import pytest

from tests.builders import (
    LABEL,
    NUMBER,
    ORDERED,
    OTHER_NUMBER,
    PROMISED,
    SHIPPED,
    UNHEARD_OF,
    assert_well_told,
    at,
    entry,
    item,
    order,
    refused,
    transport,
)
from trackntrace.errors import ConflictError, InvalidValueError
from trackntrace.numbers.delivery_services import (
    BPOST_LETTER_MAIL,
    DELIVERY_APPOINTMENT,
    DHL,
    DYNALOGIC,
    LETTER_MAIL,
    OTHER,
    PACKS,
    POSTNL,
    POSTNL_LETTER_MAIL,
    DeliveryService,
    MailKind,
)
from trackntrace.numbers.finding import Finding, Severity
from trackntrace.numbers.number import TrackAndTraceNumber, UnreadableNumber
from trackntrace.shipping.customer import ContactBy
from trackntrace.shipping.delivery_methods import (
    LOGISTICS_VIA_BOL,
    OWN_THROUGH_RETAILER_API,
    SHIPPING_LABEL_VIA_BOL,
    SHIPPING_VIA_BOL,
    DeliveryMethod,
)
from trackntrace.shipping.entry import Channel, Entry, ShippingLabel
from trackntrace.shipping.order import FulfilledBy, Order
from trackntrace.shipping.preflight import Surroundings, preflight
from trackntrace.shipping.promise import DeliverOn

THE_ORDER = order(item(1, "2900000101"), item(1, "2900000102"))


def flight(
    offered: Entry, ordered: Order = THE_ORDER, *, method: DeliveryMethod | None = None, **known: Any
) -> list[Finding]:
    return list(preflight(offered, ordered, as_of=SHIPPED, method=method, surroundings=Surroundings(**known)))


def codes(*given: Any, **known: Any) -> list[str]:
    return [finding.code for finding in flight(*given, **known)]


def the(code: str, found: list[Finding]) -> Finding:
    return next(each for each in found if each.code == code)


def number(text: str) -> TrackAndTraceNumber:
    return TrackAndTraceNumber(text)


def unreadable(raw: str) -> Entry:
    return Entry(number=UnreadableNumber(raw), service=POSTNL, at=SHIPPED)


def test_a_good_number_for_a_good_order_is_found_fault_with_in_nothing() -> None:
    assert flight(entry()) == []


# The number and its service


def test_what_is_found_of_the_number_alone_is_found_here_too() -> None:
    assert codes(entry(number("NVT"))) == ["placeholder"]
    assert codes(entry(number("RR123456784NL"))) == ["refuted-by-check-digit"]
    assert codes(entry(service=DHL)) == ["another-service"]
    assert codes(entry(service=UNHEARD_OF)) == ["another-service", "unknown-service"]


def test_a_text_that_is_no_number_is_found_and_not_raised() -> None:
    found = flight(unreadable("3SABCD\u202e12\n"))

    assert [(each.code, each.severity) for each in found] == [("not-a-number", Severity.BLOCK)]
    assert found[0].text.isascii()


def test_what_was_typed_tells_more_than_the_number_that_was_read_from_it() -> None:
    assert codes(entry(number("JVGL9999999999"), service=DHL), typed="jvgl9999999999/3043LC") == [
        "postcode-glued-on",
        "taken-off",
    ]


def test_a_text_that_tells_another_number_does_not_hide_the_one_that_is_entered() -> None:
    assert codes(entry(number("RR123456784NL")), typed="3SABCD1234567") == ["refuted-by-check-digit"]


def test_what_was_typed_is_examined_where_no_number_can_be_read_from_it() -> None:
    assert codes(unreadable("3.4E+14"), typed="3.4E+14") == ["scientific-notation"]


# Missing


def test_a_parcel_without_a_number_is_blocked() -> None:
    found = flight(entry(None))

    assert [(each.code, each.severity) for each in found] == [("missing-number", Severity.BLOCK)]
    assert "PostNL (TNT)" in found[0].text


@pytest.mark.parametrize("service", [OTHER, UNHEARD_OF, None], ids=str)
def test_a_service_of_unknown_kind_likely_lacks_a_number(service: DeliveryService | None) -> None:
    assert "number-likely-missing" in codes(entry(None, service=service))
    assert "missing-number" in codes(entry(None, service=service), sends=MailKind.PARCEL)


@pytest.mark.parametrize("raw", ["(00)340433836442636597", "%008182709980000020033350276C"])
def test_a_text_that_a_number_can_be_read_from_is_blocked_as_it_stands(raw: str) -> None:
    assert codes(unreadable(raw))[0] == "unread-text"


def test_a_number_that_holds_more_is_doubted_and_looked_up_by_both_spellings() -> None:
    offered = entry(number("3SABCD-1234567"))

    assert codes(offered, used={"3SABCD1234567": "order-0"}) == ["holds-more", "used-before"]


def test_a_number_that_its_label_does_not_tell_is_a_transport_of_its_own() -> None:
    assert codes(entry(label=ShippingLabel("label-1"))) == ["label-and-transport"]


@pytest.mark.parametrize("sends", [MailKind.LETTER_MAIL, MailKind.DELIVERY_APPOINTMENT])
def test_where_the_service_does_not_tell_the_kind_the_seller_may(sends: MailKind) -> None:
    assert "missing-number" not in codes(entry(None, service=OTHER), sends=sends)
    assert "missing-number" not in codes(entry(None, service=UNHEARD_OF), sends=sends)
    assert "missing-number" in codes(entry(None, service=POSTNL), sends=sends)


@pytest.mark.parametrize("service", [LETTER_MAIL, DELIVERY_APPOINTMENT], ids=str)
def test_letter_mail_and_appointments_may_go_without_a_number(service: DeliveryService) -> None:
    assert "missing-number" not in codes(entry(None, service=service))


@pytest.mark.parametrize(
    "method", [SHIPPING_LABEL_VIA_BOL, SHIPPING_VIA_BOL, LOGISTICS_VIA_BOL], ids=lambda one: one.name
)
def test_a_number_that_comes_by_itself_is_not_missing(method: DeliveryMethod) -> None:
    assert codes(entry(None), method=method) == []


@pytest.mark.parametrize("fulfilled_by", [FulfilledBy.SHIPPING_VIA_BOL, FulfilledBy.LOGISTICS_VIA_BOL])
def test_where_no_method_is_told_the_order_tells_it(fulfilled_by: FulfilledBy) -> None:
    assert codes(entry(None), order(item(fulfilled_by=fulfilled_by))) == []
    assert codes(entry(None), order()) == ["missing-number"]


def test_the_method_is_that_of_the_items_that_the_entry_is_for() -> None:
    mixed = order(item(1, "1", fulfilled_by=FulfilledBy.LOGISTICS_VIA_BOL), item(1, "2"))

    assert codes(entry(None), mixed, items=("1",)) == []
    assert codes(entry(None), mixed, items=("2",)) == ["missing-number"]


def test_an_order_of_no_items_is_the_sellers() -> None:
    assert codes(entry(None), Order("C1", ())) == ["missing-number"]


# Bought labels


def test_a_bought_label_brings_its_own_number() -> None:
    assert codes(Entry.of_label(LABEL, at=SHIPPED)) == []
    assert codes(Entry.of_label(ShippingLabel("label-1"), at=SHIPPED)) == []
    assert codes(Entry(label=ShippingLabel("label-1"), at=SHIPPED)) == []


@pytest.mark.parametrize("channel", [Channel.SELLER_ACCOUNT, Channel.RETAILER_API, Channel.INTEGRATOR])
def test_a_bought_label_and_an_own_transport_are_refused_together(channel: Channel) -> None:
    found = flight(entry(label=LABEL, channel=channel))

    assert [(each.code, each.severity) for each in found] == [("label-and-transport", Severity.BLOCK)]


@pytest.mark.parametrize("channel", Channel)
def test_a_bought_label_alone_is_fine_by_every_channel(channel: Channel) -> None:
    assert codes(Entry(label=LABEL, channel=channel, at=SHIPPED)) == []


def test_a_bought_label_is_no_own_delivery_service() -> None:
    assert codes(Entry.of_label(LABEL, at=SHIPPED), method=OWN_THROUGH_RETAILER_API) == ["label-and-transport"]


def test_a_label_that_was_bought_for_other_items_blocks() -> None:
    label = ShippingLabel("label-1", number=NUMBER, service=POSTNL, order_item_ids=("2900000999",))
    found = flight(Entry.of_label(label, at=SHIPPED))

    assert [each.code for each in found] == ["label-of-other-items", "label-of-other-items"]
    assert [dict(each.facts)["item"] for each in found] == ["2900000101", "2900000102"]


def test_a_label_for_one_of_the_items_is_taken_to_be_used_for_that_one() -> None:
    label = ShippingLabel("label-1", number=NUMBER, service=POSTNL, order_item_ids=("2900000101",))

    assert codes(Entry.of_label(label, at=SHIPPED)) == []
    assert codes(Entry.of_label(label, at=SHIPPED), items=("2900000101",)) == []
    assert codes(Entry.of_label(label, at=SHIPPED), items=("2900000101", "2900000102")) == ["label-of-other-items"]


@pytest.mark.parametrize(
    ("offered", "told"),
    [
        ({"number": OTHER_NUMBER, "service": POSTNL}, str(OTHER_NUMBER)),
        ({"number": NUMBER, "service": DeliveryService.parse("TNT-EXTRA")}, "TNT-EXTRA"),
    ],
)
def test_a_label_whose_number_or_service_differs_from_the_entrys_blocks(offered: dict[str, Any], told: str) -> None:
    found = flight(Entry(**offered, label=LABEL, at=SHIPPED, channel=Channel.SHIPPING_LABEL))

    assert [(each.code, each.severity) for each in found] == [("label-differs", Severity.BLOCK)]
    assert told in found[0].text


# Entered before


def test_another_number_than_was_entered_before_blocks_and_says_what_can_still_be_done() -> None:
    found = flight(entry(OTHER_NUMBER), transport=transport(entry()))

    assert [(each.code, each.severity) for each in found] == [("already-entered", Severity.BLOCK)]
    assert found[0].text == "3SABCD1234567 (TNT) was entered before and cannot be changed to 3SWXYZ7654321 (TNT)."


def test_the_remedy_is_a_note_the_integrations_maker_then_partnerservice_and_no_mail_to_the_customer() -> None:
    (found,) = flight(entry(OTHER_NUMBER), transport=transport(entry()))
    steps = [found.remedy.index(step) for step in ("correction note", "your integration", "Partnerservice")]

    assert steps == sorted(steps)
    assert "Do not mail the customer" in found.remedy


def test_another_service_for_the_number_that_was_entered_blocks() -> None:
    assert "already-entered" in codes(entry(service=DHL), transport=transport(entry()))


def test_the_same_number_again_is_harmless() -> None:
    assert codes(entry(), transport=transport(entry())) == []
    assert codes(entry(service=None), transport=transport(entry())) == []


def test_a_number_may_be_added_later() -> None:
    assert codes(entry(), transport=transport(entry(None))) == []


@pytest.mark.parametrize("service", [POSTNL, POSTNL_LETTER_MAIL], ids=str)
def test_a_number_that_was_entered_is_not_missing(service: DeliveryService) -> None:
    found = codes(entry(None, service=service), transport=transport(entry(service=service)))

    assert {"missing-number", "letter-mail-without-number"}.isdisjoint(found)


def test_the_service_of_a_number_that_was_entered_cannot_be_changed_alone() -> None:
    (found,) = flight(entry(None, service=DHL), transport=transport(entry()))

    assert found.code == "already-entered"
    assert found.text.endswith("cannot be changed to no number (DHL).")


@pytest.mark.parametrize(
    ("offered", "code"),
    [
        (entry(number("RR123456784NL")), "refuted-by-check-digit"),
        (entry(number("GEEN")), "placeholder"),
        (entry(service=DHL), "another-service"),
        (entry(number("2900000101"), service=PACKS), "equals-own-number"),
    ],
)
def test_a_mistake_that_was_made_already_says_what_can_still_be_done(offered: Entry, code: str) -> None:
    before = the(code, flight(offered))
    after = the(code, flight(offered, transport=transport(offered)))

    assert "Partnerservice" not in before.remedy
    assert "Partnerservice" in after.remedy
    assert "Do not mail the customer" in after.remedy
    assert (after.text, after.severity) == (before.text, before.severity)


# Own numbers


@pytest.mark.parametrize(
    ("text", "what"),
    [("ORDER-1", "order number"), ("2900000102", "order item"), ("SHELF12", "own reference")],
)
def test_an_own_number_in_the_place_of_the_track_and_trace_number_is_doubted(text: str, what: str) -> None:
    found = the("equals-own-number", flight(entry(number(text), service=PACKS, reference="shelf 12")))

    assert found.severity is Severity.WARN
    assert dict(found.facts) == {"given": text, "what": what}


@pytest.mark.parametrize("text", ["ORDER-1", "2900000102", "SHELF12"])
def test_the_numbers_of_dynalogic_are_order_numbers(text: str) -> None:
    assert codes(entry(number(text), service=DYNALOGIC, reference="shelf 12")) == []


@pytest.mark.parametrize("text", ["ORDER-12", "2900000103", "SHELF1"])
def test_a_number_that_only_resembles_an_own_one_is_not_doubted(text: str) -> None:
    assert "equals-own-number" not in codes(entry(number(text), service=PACKS, reference="shelf 12"))


def test_a_sure_number_that_the_seller_also_took_as_the_reference_is_not_doubted() -> None:
    assert codes(entry(reference="3SABCD1234567")) == []
    assert codes(entry(reference="3sabcd 1234567")) == []


# Used before


def test_a_number_that_was_used_for_another_order_is_doubted() -> None:
    found = the("used-before", flight(entry(), used={"3SABCD1234567": "order-0"}))

    assert found.severity is Severity.WARN
    assert found.text == "3SABCD1234567 was used before for order order-0."


@pytest.mark.parametrize("used", [{}, {"3SABCD1234567": "order-1"}, {"3SWXYZ7654321": "order-0"}])
def test_a_number_may_be_used_again_for_the_same_order(used: dict[str, str]) -> None:
    assert codes(entry(), used=used) == []


def test_of_an_entry_without_a_number_nothing_was_used_before() -> None:
    assert codes(entry(None, service=LETTER_MAIL), used={"": "order-0"}) == []


# Appointments


def test_an_appointment_needs_a_reference_and_a_way_to_reach_the_customer() -> None:
    found = flight(entry(None, service=DELIVERY_APPOINTMENT))

    assert [each.code for each in found] == ["appointment-without-reference", "appointment-without-contact"]
    assert {each.severity for each in found} == {Severity.WARN}


@pytest.mark.parametrize("contact", ContactBy)
def test_an_appointment_with_both_is_fine(contact: ContactBy) -> None:
    offered = entry(None, service=DELIVERY_APPOINTMENT, reference="cupboard, 2 men")

    assert codes(offered, contacts=(contact,)) == []


def test_a_parcel_needs_neither() -> None:
    assert codes(entry(reference="")) == []


# Letter mail


@pytest.mark.parametrize("service", [LETTER_MAIL, POSTNL_LETTER_MAIL, BPOST_LETTER_MAIL], ids=str)
def test_letter_mail_for_a_parcel_is_doubted(service: DeliveryService) -> None:
    assert "letter-mail-for-parcel" in codes(entry(None, service=service), sends=MailKind.PARCEL)
    assert "letter-mail-for-parcel" not in codes(entry(None, service=service), sends=MailKind.LETTER_MAIL)
    assert "letter-mail-for-parcel" not in codes(entry(None, service=service))


def test_a_parcel_service_for_a_parcel_is_not_doubted() -> None:
    assert codes(entry(), sends=MailKind.PARCEL) == []


@pytest.mark.parametrize("service", [POSTNL_LETTER_MAIL, BPOST_LETTER_MAIL], ids=str)
def test_letter_mail_that_expects_a_number_is_doubted_without_one(service: DeliveryService) -> None:
    assert codes(entry(None, service=service)) == ["letter-mail-without-number"]


def test_letter_mail_that_leaves_the_number_open_is_not_doubted() -> None:
    assert codes(entry(None, service=LETTER_MAIL)) == []
    assert codes(entry(service=POSTNL_LETTER_MAIL)) == []


# Promises


def test_a_promise_that_has_passed_is_told_item_by_item() -> None:
    late = order(item(1, "1"), item(1, "2", promise=None), item(1, "3", promise=DeliverOn(at(9).date())))
    found = preflight(entry(), late, as_of=at(8, 0))

    assert [(each.code, each.severity) for each in found] == [("promise-past", Severity.WARN)]
    assert found[0].text == "Item 1 was promised for 2026-10-07, which has passed."


def test_a_promise_for_today_has_not_passed_until_midnight() -> None:
    assert preflight(entry(), order(), as_of=at(7, 23, 59)) == ()
    assert [each.code for each in preflight(entry(), order(), as_of=at(8, 0))] == ["promise-past"]


def test_only_the_items_that_the_entry_is_for_can_be_late() -> None:
    mixed = order(item(1, "1"), item(1, "2", promise=DeliverOn(at(9).date())), item(1, "3", shipped=1))

    assert [each.text[:6] for each in preflight(entry(), mixed, as_of=at(8))] == ["Item 1"]
    assert preflight(entry(), mixed, as_of=at(8), surroundings=Surroundings(items=("2",))) == ()


# Gravity


def test_the_gravest_come_first() -> None:
    known = Surroundings(transport=transport(entry(OTHER_NUMBER)), used={"3SABCD1234567": "order-0"})
    found = preflight(entry(service=UNHEARD_OF), order(), as_of=at(8), surroundings=known)

    assert [each.severity.value for each in found] == ["block", "warn", "warn", "warn", "info"]


def test_a_caller_decides_what_blocks() -> None:
    severities = {"used-before": Severity.BLOCK, "missing-number": Severity.INFO}
    known = Surroundings(used={"3SABCD1234567": "order-0"})

    (used,) = preflight(entry(), order(), as_of=SHIPPED, surroundings=known, severities=severities)
    (missing,) = preflight(entry(None), order(), as_of=SHIPPED, severities=severities)

    assert used.severity is Severity.BLOCK
    assert missing.severity is Severity.INFO


# What may be handed in


@pytest.mark.parametrize(
    "wrong",
    [
        {"entry": NUMBER},
        {"order": "C1"},
        {"as_of": "2026-10-06"},
        {"as_of": at(6).replace(tzinfo=None)},
        {"surroundings": {"typed": "x"}},
        {"severities": {"used-befor": Severity.BLOCK}},
    ],
    ids=lambda wrong: next(iter(wrong)),
)
def test_what_is_not_what_it_should_be_is_refused(wrong: dict[str, Any]) -> None:
    given: dict[str, Any] = {"entry": entry(), "order": order(), "as_of": SHIPPED, **wrong}

    with pytest.raises(InvalidValueError) as caught:
        preflight(given.pop("entry"), given.pop("order"), **given)

    assert_well_told(caught.value)


@pytest.mark.parametrize(
    "wrong",
    [{"transport": None}, {"items": "2900000101"}, {"contacts": ContactBy.PHONE}, {"sends": "parcel"}, {"typed": None}],
)
def test_surroundings_of_other_kinds_are_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(InvalidValueError) as caught:
        Surroundings(**wrong)

    assert_well_told(caught.value)


def test_the_order_is_judged_as_of_the_moment_that_is_given() -> None:
    assert ORDERED < SHIPPED < at(8)
    assert PROMISED.over(at(8))
    assert preflight(entry(), order(), as_of=ORDERED) == preflight(entry(), order(), as_of=SHIPPED) == ()


# All that is said


@pytest.mark.parametrize(
    ("offered", "known", "texts"),
    [
        (entry(None), {}, ["A parcel with PostNL (TNT) must have a track & trace number."]),
        (
            entry(None, service=None),
            {},
            ["A parcel must have a track & trace number; what an unknown delivery service carries is not known."],
        ),
        (
            entry(None, service=OTHER),
            {"sends": MailKind.PARCEL},
            ["A parcel with Anders (OTHER) must have a track & trace number."],
        ),
        (
            Entry(number=OTHER_NUMBER, service=DHL, label=LABEL, at=SHIPPED),
            {},
            [
                (
                    "Label label-1 was bought via the marketplace, and a transport of its own is given besides: "
                    "it refuses both."
                ),
                "Label label-1 brings 3SABCD1234567, but the entry says 3SWXYZ7654321.",
                "Label label-1 brings TNT, but the entry says DHL.",
                "3SWXYZ7654321 is likely a number of PostNL's, not of DHL (DHL).",
            ],
        ),
        (
            Entry.of_label(ShippingLabel("label-1", order_item_ids=("2900000101",)), at=SHIPPED),
            {"items": ("2900000101", "2900000102")},
            ["Label label-1 was bought for other items than 2900000102."],
        ),
        (
            entry(None, service=DHL),
            {"transport": transport(entry())},
            ["3SABCD1234567 (TNT) was entered before and cannot be changed to no number (DHL)."],
        ),
        (
            entry(service=None),
            {"transport": transport(entry(OTHER_NUMBER))},
            ["3SWXYZ7654321 (TNT) was entered before and cannot be changed to 3SABCD1234567 (no service)."],
        ),
        (entry(number("2900000101")), {}, ["2900000101 is the order item, not likely a track & trace number."]),
        (
            entry(),
            {"used": {"3SABCD1234567": "order-9"}},
            ["3SABCD1234567 was used before for order order-9."],
        ),
        (
            entry(None, service=DELIVERY_APPOINTMENT),
            {},
            [
                "The delivery appointment has no own reference.",
                "No way to reach the customer about the appointment is known.",
            ],
        ),
        (
            entry(None, service=POSTNL_LETTER_MAIL),
            {"sends": MailKind.PARCEL},
            [
                "PostNL Briefpost (TNT_BRIEF) is letter mail, but a parcel is being sent.",
                (
                    "PostNL Briefpost (TNT_BRIEF) expects a number, "
                    "though the service standard does not ask for one with letter mail."
                ),
            ],
        ),
        (
            unreadable("3SABCD1234567 2900"),
            {},
            [
                "'3SABCD1234567 2900' is no number as it stands, though one can be read from it.",
                "A postcode, 2900, was glued to the number.",
            ],
        ),
    ],
    ids=lambda _: "",
)
def test_what_is_found_is_said_with_what_it_is_about(offered: Entry, known: dict[str, Any], texts: list[str]) -> None:
    assert [finding.text for finding in flight(offered, **known)] == texts


def test_of_every_item_that_is_late_the_day_is_said() -> None:
    assert [finding.text for finding in preflight(entry(), THE_ORDER, as_of=at(8))] == [
        "Item 2900000101 was promised for 2026-10-07, which has passed.",
        "Item 2900000102 was promised for 2026-10-07, which has passed.",
    ]


def test_what_a_preflight_refuses_is_said_of_each_part_by_its_name() -> None:
    assert [
        refused(preflight, 7, order(), as_of=SHIPPED),
        refused(preflight, entry(), 7, as_of=SHIPPED),
        refused(preflight, entry(), order(), as_of="2026-10-06"),
        refused(preflight, entry(), order(), as_of=SHIPPED, surroundings=7),
        refused(Surroundings, transport=7),
        refused(Surroundings, contacts=7),
        refused(Surroundings, sends="parcel"),
        refused(Surroundings, items="2900000101"),
        refused(Surroundings, typed=7),
    ] == [
        "Cannot use 7 as entry: expected an Entry",
        "Cannot use 7 as order: expected an Order",
        "Cannot use '2026-10-06' as as_of: expected a datetime with its offset (offset required)",
        "Cannot use 7 as surroundings: expected a Surroundings",
        "Cannot use 7 as transport: expected a Transport",
        "Cannot use 7 as contacts: expected a tuple",
        "Cannot use 'parcel' as sends: expected a MailKind",
        "Cannot use '2900000101' as items: expected a tuple",
        "Cannot use 7 as typed: expected a str",
    ]


@pytest.mark.parametrize(
    "offered",
    [
        Entry(number=OTHER_NUMBER, service=POSTNL, label=LABEL, at=SHIPPED),
        Entry(number=NUMBER, service=DHL, label=LABEL, at=SHIPPED),
        Entry(service=POSTNL, label=LABEL, channel=Channel.RETAILER_API, at=SHIPPED),
        Entry(number=NUMBER, label=LABEL, channel=Channel.RETAILER_API, at=SHIPPED),
    ],
    ids=["another number", "another service", "a service by a channel of its own", "a number by one"],
)
def test_a_number_or_a_service_alone_is_a_transport_of_its_own(offered: Entry) -> None:
    assert "label-and-transport" in codes(offered)


def test_what_is_entered_is_examined_with_its_service_where_another_number_was_typed() -> None:
    offered = entry(service=DHL)

    assert codes(offered, typed=str(OTHER_NUMBER)) == codes(offered) == ["another-service"]


def test_only_the_formats_that_are_given_are_looked_at() -> None:
    refuted = entry(number("RR123456784NL"))

    for known in (Surroundings(), Surroundings(typed=str(OTHER_NUMBER))):
        found = preflight(refuted, THE_ORDER, as_of=SHIPPED, surroundings=known, formats=())
        assert "refuted-by-check-digit" not in [finding.code for finding in found]


def test_an_item_that_the_order_does_not_have_is_refused() -> None:
    with pytest.raises(ConflictError) as caught:
        preflight(entry(), order(), as_of=at(8), surroundings=Surroundings(items=("item-1", "item-9")))

    assert str(caught.value) == "Cannot reconcile orderItem 'item-9': expected an item of order order-1"
