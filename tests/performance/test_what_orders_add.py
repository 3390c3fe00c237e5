"""What an order tells that its shipment does not, and what may not turn against the seller."""

from __future__ import annotations

from tests.builders import (
    NUMBER,
    PROMISED,
    SHIPPED,
    at,
    entry,
    evidence,
    item,
    line,
    on,
    order,
    shipment,
    transport,
)
from trackntrace.numbers.delivery_services import DPD_NL, GLS, POSTNL, POSTNL_LETTER_MAIL
from trackntrace.performance.dossier import Dossier
from trackntrace.performance.evidence import Evidence, SentAs, Stage
from trackntrace.performance.items_on_time import ITEMS_ON_TIME
from trackntrace.performance.order_traceability import ORDER_TRACEABILITY
from trackntrace.performance.standard import AnyStandard
from trackntrace.shipping.entry import Entry, ShippingLabel
from trackntrace.shipping.order import FulfilledBy


def code(known: Evidence, standard: AnyStandard, *, day: int = 20) -> str:
    return standard.judge(standard.facts(known, as_of=at(day))).code


def test_who_brings_an_item_is_told_by_its_order_where_its_shipment_does_not_tell() -> None:
    for party in FulfilledBy:
        bought = order(item(shipped=1, fulfilled_by=party))

        (known,) = Dossier(orders={"order-1": bought}).evidence([shipment(line())])

        assert known.fulfilled_by is party


def test_what_a_shipment_tells_of_who_brings_it_stands() -> None:
    bought = order(item(shipped=1, fulfilled_by=FulfilledBy.SELLER))
    sent = shipment(line(fulfilled_by=FulfilledBy.SHIPPING_VIA_BOL))

    (known,) = Dossier(orders={"order-1": bought}).evidence([sent])

    assert known.fulfilled_by is FulfilledBy.SHIPPING_VIA_BOL


def test_an_order_that_was_fetched_before_shipping_makes_nothing_count_twice() -> None:
    bought = order(item(3))

    lines = list(Dossier(orders={"order-1": bought}).evidence([shipment(line(2))]))

    assert [(each.stage, each.quantity) for each in lines] == [(Stage.SHIPPED, 2), (Stage.OPEN, 1)]


def test_a_number_that_letter_mail_need_not_have_does_not_turn_against_it() -> None:
    letter = evidence(service=POSTNL_LETTER_MAIL, number=NUMBER, promise=PROMISED)
    told_so = evidence(service=POSTNL, sent_as=SentAs.LETTER_MAIL, number=NUMBER, promise=PROMISED)

    assert code(letter, ITEMS_ON_TIME) == "customer-silent"
    assert code(told_so, ITEMS_ON_TIME) == "customer-silent"
    assert code(evidence(service=DPD_NL, number=NUMBER, promise=PROMISED), ITEMS_ON_TIME) == "nothing-seen"


def test_a_number_that_is_added_to_a_bought_label_leaves_the_past_as_it_was() -> None:
    labelled = transport(Entry.of_label(ShippingLabel("label-1"), at=SHIPPED))
    sent = shipment(line(), transport=labelled.enter(entry(at=at(10))))

    (known,) = Dossier().evidence([sent])

    assert code(known, ORDER_TRACEABILITY, day=8) == "number-by-label"
    assert code(known, ORDER_TRACEABILITY, day=12) == "number-by-label"


def test_a_report_counts_only_from_the_promised_day_on_when_the_customer_is_asked() -> None:
    early = evidence(service=GLS, promise=PROMISED, not_received=on(6))
    asked = evidence(service=GLS, promise=PROMISED, not_received=PROMISED.day)

    assert code(early, ITEMS_ON_TIME) == "customer-silent"
    assert code(asked, ITEMS_ON_TIME) == "customer-reported-missing"
