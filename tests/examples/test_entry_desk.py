"""The example on FastAPI at which numbers are entered: examined before, written once, refused with field and reason."""

from __future__ import annotations

from typing import Any

import pytest

from tests.builders import ORDERED, SHIPPED, item, order
from trackntrace import Order

pytest.importorskip("fastapi", reason="the example needs FastAPI")
pytest.importorskip("httpx", reason="the example is called by its test client")

from examples.entry_desk import Shop, create_app

from tests.examples.calls import Caller


class Desk:
    """Where numbers are entered, for two orders."""

    def __init__(self) -> None:
        other = Order("order-2", (item(order_item_id="item-2"),), placed=ORDERED)
        self.shop = Shop([order(), other])
        self.client = Caller(create_app(self.shop, lambda: SHIPPED))

    def enter(self, number: str = "3s abcd 1234567", order_id: str = "order-1", **others: Any) -> Any:
        return self.client.post(f"/orders/{order_id}/entries", json={"number": number, "service": "TNT", **others})


def test_a_number_as_it_was_typed_confirms_the_order() -> None:
    answer = Desk().enter(reference="box 3")

    assert answer.status_code == 201
    [entry] = answer.json()["shipment"]["transport"]["entries"]
    assert (entry["number"], entry["reference"], entry["channel"]) == ("3SABCD1234567", "box 3", "retailer-api")
    assert answer.json()["told"]["kind"] == "customer-message"
    assert answer.json()["told"]["number"] == "3SABCD1234567"
    assert {each["code"] for each in answer.json()["noticed"]} == {"taken-off"}


def test_what_surely_is_wrong_is_refused_before_it_is_entered() -> None:
    desk = Desk()

    answer = desk.enter("RB123456786US")

    assert answer.status_code == 422
    [detail] = answer.json()["detail"]
    assert detail["loc"] == ["body", "number"]
    assert detail["type"] == "refuted-by-check-digit"
    assert detail["ctx"]["reason"]
    assert not desk.shop.shipments


def test_a_service_that_is_none_is_refused_at_its_field_with_our_reason() -> None:
    answer = Desk().enter(service="pnl")

    [detail] = answer.json()["detail"]
    assert answer.status_code == 422
    assert detail["loc"] == ["body", "service"]
    assert detail["ctx"]["reason"].startswith("expected 1 to 32 of 0-9 and A-Z")


def test_a_number_is_written_once() -> None:
    desk = Desk()
    desk.enter()

    again, other = desk.enter(), desk.enter("3SWXYZ7654321")

    assert again.status_code == 201
    assert other.status_code == 409
    assert other.json()["detail"][0]["ctx"]["field"] == "number"
    assert str(desk.shop.shipments["order-1"].number) == "3SABCD1234567"


def test_a_number_that_another_order_has_is_noticed() -> None:
    desk = Desk()
    desk.enter()

    answer = desk.enter(order_id="order-2")

    assert answer.status_code == 201
    [found] = [each for each in answer.json()["noticed"] if each["code"] == "used-before"]
    assert found["severity"] == "warn"
    assert "order-1" in found["text"]


@pytest.mark.parametrize(
    "body", [{}, {"number": "1"}, {"number": 1, "service": "TNT"}, {"number": "", "service": "TNT"}]
)
def test_a_body_that_is_none_is_refused(body: Any) -> None:
    assert Desk().client.post("/orders/order-1/entries", json=body).status_code == 422


def test_a_misspelled_member_is_noticed_and_so_is_an_order_that_is_none() -> None:
    assert Desk().enter(referense="box 3").status_code == 422
    assert Desk().enter(order_id="order-3").status_code == 404


def test_the_interface_is_described_with_patterns_and_examples() -> None:
    schemas = Desk().client.get("/openapi.json").json()["components"]["schemas"]

    [code, _] = schemas["NewEntry"]["properties"]["service"]["anyOf"]
    assert code["pattern"].startswith("^(?:[0-9A-Z]")
    assert code["examples"] == ["TNT", "DHLFORYOU"]
    assert schemas["Entered"]["properties"]["shipment"]["title"] == "Shipment"
