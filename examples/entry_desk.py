"""
A desk at which numbers are entered, as a web service on FastAPI.

An entry is examined before it is made, since it cannot be undone: what surely is wrong comes back as 422, each refusal
with its field and reason, in the one shape that FastAPI uses for its own. What is accepted confirms the order; a number
that was entered before is not replaced by another: 409. The clock is handed in, so that tests need not wait.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from http import HTTPStatus
from typing import Annotated, Any

from fastapi import FastAPI, HTTPException, Request
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field

from trackntrace import (
    OWN_THROUGH_RETAILER_API,
    AlreadyEnteredError,
    Channel,
    ContactCustomer,
    CustomerMessage,
    Entry,
    Finding,
    MarketplaceInforms,
    Moment,
    Order,
    Severity,
    Shipment,
    Surroundings,
    TrackntraceError,
    UnreadableNumber,
    confirm,
    examine,
    preflight,
)
from trackntrace.interop.pydantic_fields import AS_FIELD, DeliveryServiceField, ShipmentField

REFUSED = HTTPStatus(422)

Clock = Callable[[], Moment]
Told = Annotated[CustomerMessage | ContactCustomer | MarketplaceInforms, AS_FIELD]


class NewEntry(BaseModel):
    """What somebody enters: the number as it was typed or scanned, and the delivery service."""

    model_config = ConfigDict(extra="forbid")

    number: Annotated[str, Field(min_length=1, max_length=200, examples=["3s abcd 1234567"])]
    service: DeliveryServiceField
    reference: Annotated[str, Field(max_length=90)] = ""


class Noticed(BaseModel):
    """Something that was noticed and does not keep the number from being entered."""

    severity: Annotated[Severity, AS_FIELD]
    code: str
    text: str
    remedy: str


class Entered(BaseModel):
    """What came of an entry: the shipment as it is now, what the customer is told, what was noticed."""

    shipment: ShipmentField
    told: Told | None = None
    noticed: list[Noticed]


class Shop:
    """The orders, and what was shipped of them. Put your database in its place."""

    def __init__(self, orders: Iterable[Order]) -> None:
        self.orders = {order.order_id: order for order in orders}
        self.shipments: dict[str, Shipment] = {}

    @property
    def used(self) -> dict[str, str]:
        """For which order each number was used."""
        return {str(shipment.number): order for order, shipment in self.shipments.items() if shipment.number}

    def enter(
        self, order_id: str, entry: Entry
    ) -> tuple[Shipment, CustomerMessage | ContactCustomer | MarketplaceInforms | None]:
        """Confirms an order, or adds the number to what was shipped without one."""
        if order_id in self.shipments:
            self.shipments[order_id] = self.shipments[order_id].enter(entry)
            return self.shipments[order_id], None
        confirmed = confirm(self.orders[order_id], entry, method=OWN_THROUGH_RETAILER_API)
        self.orders[order_id], self.shipments[order_id] = confirmed.order, confirmed.shipment
        return confirmed.shipment, confirmed.told


class BlockedError(Exception):
    """Findings that keep a number from being entered."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__(findings)
        self.findings = findings


def create_app(shop: Shop, clock: Clock) -> FastAPI:
    """An application with one address, where numbers are entered."""
    app = FastAPI(title="Entry desk")

    @app.post("/orders/{order_id}/entries", status_code=HTTPStatus.CREATED)
    def enter(order_id: str, given: NewEntry) -> Entered:
        if order_id not in shop.orders:
            raise HTTPException(HTTPStatus.NOT_FOUND)
        entry, noticed = _examined(given, shop, order_id, clock())
        shipment, told = shop.enter(order_id, entry)
        return Entered(shipment=shipment, told=told, noticed=[_noticed(each) for each in noticed])

    @app.exception_handler(BlockedError)
    def refuse_blocked(request: Request, error: BlockedError) -> JSONResponse:
        return _refusal(REFUSED, [_detail("number", each.code, each.text, each.remedy) for each in error.findings])

    @app.exception_handler(TrackntraceError)
    def refuse(request: Request, error: TrackntraceError) -> JSONResponse:
        status = HTTPStatus.CONFLICT if isinstance(error, AlreadyEnteredError) else REFUSED
        return _refusal(status, [_detail(error.field, type(error).__name__, str(error), error.reason)])

    return app


def _examined(given: NewEntry, shop: Shop, order_id: str, now: Moment) -> tuple[Entry, tuple[Finding, ...]]:
    number = examine(given.number, given.service).number or UnreadableNumber(given.number)
    entry = Entry(number=number, service=given.service, at=now, reference=given.reference, channel=Channel.RETAILER_API)
    used = {text: order for text, order in shop.used.items() if order != order_id}
    surroundings = Surroundings(used=used, typed=given.number)
    findings = preflight(
        entry, shop.orders[order_id], as_of=now, method=OWN_THROUGH_RETAILER_API, surroundings=surroundings
    )
    blocking = tuple(each for each in findings if each.severity is Severity.BLOCK)
    if blocking:
        raise BlockedError(blocking)
    return entry, findings


def _noticed(found: Finding) -> Noticed:
    return Noticed(severity=found.severity, code=found.code, text=found.text, remedy=found.remedy)


def _refusal(status: HTTPStatus, details: list[dict[str, Any]]) -> JSONResponse:
    return JSONResponse({"detail": details}, status)


def _detail(field: str, kind: str, sentence: str, reason: str) -> dict[str, Any]:
    """A refusal in the shape of FastAPI's own."""
    return {"type": kind, "loc": ["body", field], "msg": sentence, "ctx": {"field": field, "reason": reason}}
