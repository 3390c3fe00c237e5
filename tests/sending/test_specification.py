"""What we write and ask, held against the official specification, where that lies beside the checkout."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from hypothesis import given

from tests.builders import LABEL, SHIPPED, entry, item, on, order
from tests.sending.requests_made import CHANGING
from tests.sending.traffic import add_number, cancel, ship, status_object
from trackntrace.moment import Week
from trackntrace.retailer_api.cancellation_requests import CancellationReason
from trackntrace.retailer_api.label_requests import (
    DeliveryOptionsRequest,
    LabelHeadersQuery,
    LabelQuery,
    ShippingLabelRequest,
)
from trackntrace.retailer_api.problems import read_problem
from trackntrace.retailer_api.process_status import read_process_status, read_process_statuses
from trackntrace.retailer_api.queries import (
    IndicatorName,
    IndicatorQuery,
    OrderQuery,
    OrdersOf,
    OrdersQuery,
    OrderStatus,
    ShipmentQuery,
    ShipmentsOfOrderQuery,
    ShipmentsQuery,
)
from trackntrace.retailer_api.requests import MEDIA_TYPE, ChangingRequest, Request
from trackntrace.retailer_api.shipment_requests import ShipmentRequest
from trackntrace.retailer_api.status_queries import EntityStatusesQuery, ProcessStatusesQuery, ProcessStatusQuery
from trackntrace.shipping.confirmation import confirm
from trackntrace.shipping.delivery_methods import SHIPPING_LABEL_VIA_BOL, UseLabel
from trackntrace.shipping.entry import Entry

pytestmark = pytest.mark.specification

Json: TypeAlias = Any
SPECIFICATION = Path(__file__).resolve().parents[2] / "../shared/reference/retailer-api-v10.json"
SHARED = SPECIFICATION.with_name("retailer-api-shared-v10.json")

ASKED: tuple[Request, ...] = (
    *[OrdersQuery(whose=of, status=status) for of in OrdersOf for status in OrderStatus],
    OrdersQuery(page=2, changed_within=60),
    OrdersQuery(changed_on=on(6)),
    OrderQuery("A2K8290LP8"),
    ShipmentsQuery(2, whose=OrdersOf.MARKETPLACE),
    ShipmentsOfOrderQuery("A2K8290LP8"),
    ShipmentQuery("953266576"),
    *[IndicatorQuery(name, Week(2026, 5)) for name in IndicatorName],
    LabelQuery("6ff736b5-cdd0-4150-8c67-78269ee986f5"),
    DeliveryOptionsRequest.of(order(item(3))),
    ProcessStatusQuery("019bbcbc-1a21-77c9-9de6-0726d1379c91"),
    ProcessStatusesQuery(str(number) for number in range(1000)),
    EntityStatusesQuery("987654321", "CREATE_SHIPMENT"),
)
SAID: tuple[ChangingRequest, ...] = (
    ship(),
    ship(instruction=UseLabel(label_id="label-1", reference="x" * 90)),
    ShipmentRequest.of(confirm(order(), Entry.of_label(LABEL, at=SHIPPED), method=SHIPPING_LABEL_VIA_BOL)),
    add_number(),
    add_number(entry=entry(service=None)),
    *[cancel(reason=reason) for reason in CancellationReason],
    ShippingLabelRequest.of(order(), offer_id="027b79fa-5743-40f0-94c7-0eac761af611"),
)


@pytest.fixture(scope="module")
def specification() -> Json:
    if not SPECIFICATION.is_file():
        pytest.skip("the official API specification does not lie beside the checkout")
    pytest.importorskip("jsonschema", reason="without jsonschema nothing can be held against a schema")
    whole = json.loads(SPECIFICATION.read_bytes())
    shared = json.loads(SHARED.read_bytes())
    return {
        "paths": whole["paths"] | shared["paths"],
        "components": {"schemas": shared["components"]["schemas"] | whole["components"]["schemas"]},
    }


def operation(specification: Json, request: Request) -> Json:
    """What the specification says of a request; the most literal path counts."""
    known = sorted(specification["paths"], key=lambda path: path.count("{"))
    matching = [path for path in known if re.fullmatch(re.sub(r"\{[^}]+\}", "[^/?]+", path), request.path)]
    assert matching, request.path
    return specification["paths"][matching[0]][request.method.lower()]


def check(specification: Json, schema: Json, value: Json) -> None:
    import jsonschema

    whole = {**schema, "components": specification["components"]}
    checker = jsonschema.Draft202012Validator.FORMAT_CHECKER
    jsonschema.Draft202012Validator(whole, format_checker=checker).validate(value)


def check_request(specification: Json, request: Request) -> None:
    said = operation(specification, request)
    content = said.get("requestBody", {}).get("content")
    if content is None:
        assert not request.body
    else:
        check(specification, content[request.headers["Content-Type"]]["schema"], json.loads(request.body))
    answers = [answer["content"] for code, answer in said["responses"].items() if code in {"200", "202"}]
    assert all(request.accept in answer for answer in answers)


def typed(parameter: Json, text: str) -> Json:
    """The value of a parameter as the specification types it."""
    return json.loads(text) if parameter["schema"]["type"] in {"integer", "boolean"} else text


def check_query(specification: Json, request: Request) -> None:
    parameters = {each["name"]: each for each in operation(specification, request).get("parameters", ())}
    asked = dict(request.query)
    for name, text in asked.items():
        assert parameters[name]["in"] == "query"
        check(specification, parameters[name]["schema"], typed(parameters[name], text))
    required = {name for name, each in parameters.items() if each["in"] == "query" and each["required"]}
    assert required <= asked.keys()


@pytest.mark.parametrize("request_", [*ASKED, *SAID], ids=lambda each: f"{each.method} {each.target}"[:60])
def test_every_request_is_as_the_specification_has_it(specification: Json, request_: Request) -> None:
    check_request(specification, request_)
    check_query(specification, request_)


def test_what_is_not_as_the_specification_has_it_is_noticed(specification: Json) -> None:
    import jsonschema

    schema = operation(specification, ship())["requestBody"]["content"][MEDIA_TYPE]["schema"]
    item = {"orderItemId": "1", "quantity": 1}

    bodies: tuple[Json, ...] = (
        {"orderItems": []},
        {"orderItems": [item] * 101},
        {"orderItems": [{**item, "quantity": "1"}]},
        {},
    )
    for bad in bodies:
        with pytest.raises(jsonschema.ValidationError):
            check(specification, schema, bad)


@pytest.mark.law
@given(CHANGING)
def test_whatever_is_confirmed_cancelled_or_added_is_written_as_the_specification_has_it(
    specification: Json, request_: ChangingRequest
) -> None:
    """Every request that can be made of generated orders and entries validates against its schema."""
    check_request(specification, request_)


def test_a_label_may_be_asked_for_its_headers_alone(specification: Json) -> None:
    described = operation(specification, LabelQuery("1"))

    assert "HEAD request" in described["description"]
    assert {"X-Track-And-Trace-Code", "X-Transporter-Code"} <= described["responses"]["200"]["headers"].keys()
    assert LabelHeadersQuery("1").path == LabelQuery("1").path


def test_the_reasons_to_cancel_are_those_of_the_specification(specification: Json) -> None:
    known = specification["components"]["schemas"]["OrderItemCancellation"]["properties"]["reasonCode"]["enum"]

    assert [reason.value for reason in CancellationReason] == known


def test_every_event_type_of_ours_is_known_to_the_specification(specification: Json) -> None:
    (known,) = [
        each["schema"]["enum"]
        for each in specification["paths"]["/shared/process-status"]["get"]["parameters"]
        if each["name"] == "event-type"
    ]

    assert {request.event_type for request in SAID} <= set(known)


def example(specification: Json, schema: Json) -> Json:
    """The value that the examples of a schema add up to."""
    if "$ref" in schema:
        schema = specification["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    if schema.get("type") == "array":
        return [example(specification, schema["items"])]
    if "properties" in schema:
        return {name: example(specification, each) for name, each in schema["properties"].items()}
    return schema.get("example", 400 if schema["type"] == "integer" else "text")


@pytest.mark.parametrize(
    ("name", "door"),
    [
        ("ProcessStatus", read_process_status),
        ("ProcessStatusResponse", read_process_statuses),
        ("Problem", read_problem),
    ],
)
def test_the_examples_of_answers_are_read(specification: Json, name: str, door: Any) -> None:
    value = example(specification, {"$ref": f"#/components/schemas/{name}"})

    assert json.loads(door(json.dumps(value).encode()).written) == value


def test_what_the_tests_take_for_an_answer_is_one(specification: Json) -> None:
    check(specification, {"$ref": "#/components/schemas/ProcessStatus"}, status_object())
