"""
Examinations and what is found before a number is entered, for property tests.

Findings are made by the library itself from drawn numbers, services, entries and orders.
"""

from __future__ import annotations

from typing import Final

from hypothesis import strategies as st

from trackntrace.numbers.delivery_services import DeliveryService, MailKind
from trackntrace.numbers.examination import Examination, examine
from trackntrace.numbers.finding import FINDING_KINDS, Finding, FindingKind
from trackntrace.shipping.customer import ContactBy, ContactCustomer, CustomerMessage, MarketplaceInforms, Told
from trackntrace.shipping.delivery_methods import Instruction, TellNothing, UseLabel, UseTransport
from trackntrace.shipping.preflight import Surroundings
from trackntrace.testing.hostile import DOORS, HOSTILE_TEXTS
from trackntrace.testing.moments import OCTOBER_2026, days
from trackntrace.testing.numbers import delivery_services, numbers, track_and_trace_numbers
from trackntrace.testing.shipments import ITEMS, LABELS, ORDERS, REFERENCES, transports

_SHORT: Final = tuple(text for text in HOSTILE_TEXTS if len(text) < 200)


def typed_numbers() -> st.SearchStrategy[str]:
    """What people type, paste or scan where a number is asked for: a number, one with slips, or something else."""
    plain = track_and_trace_numbers().map(str)
    spaced = plain.map(lambda text: " ".join(text[place : place + 4] for place in range(0, len(text), 4)).lower())
    return st.one_of(plain, spaced, DOORS["typed-number"].any(), st.sampled_from(_SHORT))


def examinations() -> st.SearchStrategy[Examination]:
    """What is found of a number and a delivery service."""

    def found(given: str, service: DeliveryService | None) -> Examination:
        return examine(given, service)

    return st.builds(found, typed_numbers(), st.none() | delivery_services())


def findings() -> st.SearchStrategy[Finding]:
    """Single findings."""
    return examinations().map(lambda one: one.findings).filter(bool).flatmap(st.sampled_from)


def finding_kinds() -> st.SearchStrategy[FindingKind]:
    """The kinds of findings."""
    return st.sampled_from(FINDING_KINDS)


def surroundings() -> st.SearchStrategy[Surroundings]:
    """What surrounds an entry, as far as the caller knows it."""
    used = st.dictionaries(track_and_trace_numbers().map(str), st.sampled_from(ORDERS), max_size=2)
    return st.builds(
        Surroundings,
        transport=transports(),
        used=used,
        contacts=st.lists(st.sampled_from(ContactBy), unique=True).map(tuple),
        sends=st.sampled_from(MailKind),
        items=st.lists(st.sampled_from(ITEMS), unique=True).map(tuple),
        typed=st.just("") | typed_numbers(),
    )


def customer_messages() -> st.SearchStrategy[CustomerMessage]:
    """The e-mail that the marketplace sends on confirmation."""
    return st.builds(
        CustomerMessage,
        number=st.none() | numbers(),
        service=st.none() | delivery_services(),
        expected=st.none() | days(OCTOBER_2026),
        link=st.just(""),
    )


def contacts_with_customers() -> st.SearchStrategy[ContactCustomer]:
    """The seller's task for a delivery appointment."""
    return st.builds(ContactCustomer, reference=st.sampled_from(REFERENCES), promised=st.none() | days(OCTOBER_2026))


def what_the_marketplace_informs() -> st.SearchStrategy[MarketplaceInforms]:
    """What the marketplace says by itself."""
    return st.builds(MarketplaceInforms, number=st.none() | numbers(), service=st.none() | delivery_services())


def told() -> st.SearchStrategy[Told]:
    """What happens on confirmation."""
    return st.one_of(customer_messages(), contacts_with_customers(), what_the_marketplace_informs())


def used_labels() -> st.SearchStrategy[UseLabel]:
    """That a bought label was used."""
    return st.builds(UseLabel, label_id=st.sampled_from(LABELS), reference=st.sampled_from(REFERENCES))


def used_transports() -> st.SearchStrategy[UseTransport]:
    """That an own delivery service was used."""
    return st.builds(
        UseTransport,
        service=delivery_services(),
        number=st.none() | numbers(),
        reference=st.sampled_from(REFERENCES),
    )


def instructions() -> st.SearchStrategy[Instruction]:
    """What must be told to the marketplace when an order is confirmed."""
    return st.one_of(used_labels(), used_transports(), nothing_told())


def nothing_told() -> st.SearchStrategy[TellNothing]:
    """That the marketplace needs not be told."""
    return st.just(TellNothing())
