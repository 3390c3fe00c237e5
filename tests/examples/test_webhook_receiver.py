"""The example that receives subscription messages: once each, in any order, and hostile ones not at all."""

from __future__ import annotations

import hashlib
import hmac
from typing import Any

import pytest

from tests.sending.traffic import HOSTILE_BODIES, body, message_object
from trackntrace.retailer_api.queries import OrderQuery, ShipmentQuery
from trackntrace.retailer_api.status_queries import ProcessStatusQuery

flask = pytest.importorskip("flask", reason="the example needs Flask")

from examples.webhook_receiver import Inbox, create_app  # noqa: E402  (after the skip)

SECRET = b"made up for this test"


def signed(data: bytes) -> str:
    return hmac.new(SECRET, data, hashlib.sha256).hexdigest()


class Desk:
    """Where messages come in."""

    def __init__(self) -> None:
        self.inbox = Inbox()
        genuine = create_app(
            self.inbox, lambda data, given: hmac.compare_digest(signed(data), given), signature_header="X-Signed"
        )
        self.client = genuine.test_client()

    def post(self, data: bytes, **headers: str) -> Any:
        return self.client.post("/messages", data=data, headers=headers or {"X-Signed": signed(data)})


def about(resource: str, resource_id: str, **parts: Any) -> bytes:
    event = {"resource": resource, "type": "CHANGED", "resourceId": resource_id}
    return body(message_object(event=event, **parts))


def test_a_message_makes_us_ask_for_what_changed() -> None:
    desk = Desk()

    answers = [desk.post(about(kind, "7")).status_code for kind in ("SHIPMENT", "ORDER", "PROCESS_STATUS", "TEST")]

    assert answers == [200] * 4
    assert desk.inbox.take() == [ShipmentQuery("7"), OrderQuery("7"), ProcessStatusQuery("7")]


@pytest.mark.parametrize("turned", [False, True])
def test_messages_that_come_twice_or_in_another_order_make_us_ask_once(turned: bool) -> None:
    desk = Desk()
    messages = [about("SHIPMENT", "7", timestamp=f"2026-10-06T18:0{minute}:00+02:00") for minute in range(3)]

    for data in (messages[::-1] if turned else messages) * 2:
        desk.post(data)

    assert desk.inbox.take() == [ShipmentQuery("7")]
    assert desk.inbox.take() == []


@pytest.mark.parametrize("data", HOSTILE_BODIES[:-1], ids=lambda data: ascii(data[:20]))
def test_what_is_no_document_is_refused_with_its_reason(data: bytes) -> None:
    desk = Desk()

    answer = desk.post(data)

    assert answer.status_code == 400
    assert answer.json["field"] == "document"
    assert answer.json["reason"]
    assert desk.inbox.take() == []


def test_a_body_that_is_too_large_is_not_even_read() -> None:
    assert Desk().post(HOSTILE_BODIES[-1]).status_code == 413


@pytest.mark.parametrize(
    ("parts", "field"),
    [
        ({"event": {"resource": "ORDER", "type": "X", "resourceId": "../7"}}, "event.resourceId"),
        ({"event": {"resource": "ORDER", "type": "X", "resourceId": "a/7"}}, "order_id"),
        ({"timestamp": "yesterday"}, "timestamp"),
        ({"retailerId": True}, "retailerId"),
        ({"event": None}, "event"),
    ],
)
def test_a_message_that_leads_astray_is_refused_by_the_part_that_does(parts: dict[str, Any], field: str) -> None:
    desk = Desk()

    answer = desk.post(body(message_object() | parts))

    assert (answer.status_code, answer.json["field"]) == (400, field)
    assert desk.inbox.take() == []


def test_a_message_that_the_marketplace_did_not_sign_is_not_believed() -> None:
    desk = Desk()

    for headers in ({"X-Signed": "0" * 64}, {"X-Other": ""}):
        assert desk.post(about("SHIPMENT", "7"), **headers).status_code == 401
    assert desk.inbox.take() == []
