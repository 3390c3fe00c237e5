"""Kinds of delivery services: those that no reading of the facts tells apart, with one that stands for them all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import count
from typing import NamedTuple

from trackntrace.errors import InvalidValueError
from trackntrace.numbers.delivery_services import DELIVERY_SERVICES, DeliveryService, MailKind


class ServiceKind(NamedTuple):
    """Delivery services of one kind of mail, followed or not; the last kind has no codes and takes all others."""

    stands_for: DeliveryService
    codes: tuple[str, ...]


@lru_cache(maxsize=64)
def service_kinds(followed: frozenset[str]) -> tuple[ServiceKind, ...]:
    """The kinds that there are when the scans of these services are followed."""
    kinds: dict[tuple[MailKind, bool], list[DeliveryService]] = {}
    for service in (*DELIVERY_SERVICES, *_named(sorted(followed - {each.code for each in DELIVERY_SERVICES}))):
        kinds.setdefault((service.mail, service.code in followed), []).append(service)
    kinds.pop((MailKind.UNKNOWN, False), None)
    listed = [ServiceKind(each[0], tuple(service.code for service in each)) for each in kinds.values()]
    return (*listed, ServiceKind(_unlisted(followed), ()))


def _named(codes: Iterable[str]) -> Iterator[DeliveryService]:
    for code in codes:
        try:
            yield DeliveryService.parse(code)
        except InvalidValueError:
            continue  # no item can have it


def _unlisted(followed: frozenset[str]) -> DeliveryService:
    services = (DeliveryService.parse(f"UNLISTED-{place}") for place in count())
    return next(each for each in services if not each.listed and each.code not in followed)
