"""Returns: what customers send back, and under which number."""

from __future__ import annotations

import json

import pytest

from tests.builders import NUMBER, assert_well_told, moment
from tests.edges.doors import return_item, return_object
from tests.edges.wire import HOSTILE_COUNTS, HOSTILE_IDS, HOSTILE_MOMENTS, Json
from trackntrace.errors import InvalidValueError, shown
from trackntrace.numbers.number import UnreadableNumber
from trackntrace.retailer_api.reading import RefusedObjectError, YesNo
from trackntrace.retailer_api.returns import Return, ReturnItem, read_return, read_returns
from trackntrace.shipping.order import FulfilledBy


def read(value: Json) -> Return:
    return read_return(json.dumps(value).encode()).value


def refused(value: Json) -> list[str]:
    with pytest.raises(RefusedObjectError) as caught:
        read(value)
    assert_well_told(caught.value)
    return [error.field for error in caught.value.errors]


def with_item(**parts: Json) -> Json:
    return return_object(returnItems=[return_item(**parts)])


def test_a_return_is_read_with_the_number_that_it_comes_back_under() -> None:
    item = ReturnItem(
        rma_id="rma-1",
        order_id="order-1",
        quantity=1,
        number=NUMBER,
        carrier="PostNL",
        handled=YesNo.NO,
        reason="Not as expected",
    )

    assert read(return_object()) == Return(
        return_id="return-1",
        registered=moment("2026-10-14T11:06:48.423+02:00"),
        fulfilled_by=FulfilledBy.SELLER,
        items=[item],
    )


def test_the_list_tells_no_number() -> None:
    reduced = {name: value for name, value in return_item().items() if name not in {"trackAndTrace", "transporterName"}}

    (record,) = read_returns(json.dumps({"returns": [return_object(1, returnItems=[reduced])]}).encode()).value

    assert record.value.return_id == "1"
    assert (record.value.items[0].number, record.value.items[0].carrier) == (None, "")


def test_the_least_that_a_return_can_be_is_read() -> None:
    least = {"rmaId": 1, "orderId": 2, "expectedQuantity": 3}
    value = {"returnId": 4, "registrationDateTime": "2026-10-14T11:06:48Z", "returnItems": [least]}

    item = ReturnItem(rma_id="1", order_id="2", quantity=3, number=None, carrier="", handled=YesNo.NOT_TOLD, reason="")
    assert read(value) == Return(
        return_id="4", registered=moment("2026-10-14T11:06:48Z"), fulfilled_by=FulfilledBy.SELLER, items=(item,)
    )
    assert item == ReturnItem(rma_id="1", order_id="2", quantity=3)


@pytest.mark.parametrize("reason", [None, {}, {"mainReason": None}, {"mainReason": ""}])
def test_a_customer_need_not_say_why(reason: Json) -> None:
    assert read(with_item(returnReason=reason)).items[0].reason == ""


@pytest.mark.parametrize(("value", "handled"), [(True, YesNo.YES), (False, YesNo.NO), (None, YesNo.NOT_TOLD)])
def test_a_return_was_dealt_with_or_not(value: Json, handled: YesNo) -> None:
    assert read(with_item(handled=value)).items[0].handled is handled


@pytest.mark.parametrize(
    ("value", "party"),
    [("FBR", FulfilledBy.SELLER), ("FBB", FulfilledBy.LOGISTICS_VIA_BOL), (None, FulfilledBy.SELLER)],
)
def test_the_method_says_who_brought_it(value: Json, party: FulfilledBy) -> None:
    assert read(return_object(fulfilmentMethod=value)).fulfilled_by is party


@pytest.mark.parametrize("text", ["zie e-mail!", " ", "3SABCD12\n", "\u202e3SABCD12", "A" * 100_000])
def test_a_number_that_cannot_be_read_is_kept_as_it_was_sent(text: str) -> None:
    assert read(with_item(trackAndTrace=text)).items[0].number == UnreadableNumber(text)


@pytest.mark.parametrize("text", [None, ""])
def test_an_absent_or_empty_number_is_none(text: Json) -> None:
    assert read(with_item(trackAndTrace=text)).items[0].number is None


@pytest.mark.parametrize("value", [7, True, [], {}])
def test_what_is_no_text_is_refused_with_its_place(value: Json) -> None:
    wrong = with_item(trackAndTrace=value, transporterName=value, returnReason={"mainReason": value})

    assert refused(wrong) == [
        "returnItems[0].trackAndTrace",
        "returnItems[0].transporterName",
        "returnItems[0].returnReason.mainReason",
    ]


@pytest.mark.parametrize("value", HOSTILE_IDS)
def test_what_is_no_id_is_refused_with_its_place(value: Json) -> None:
    wrong = return_object(value, returnItems=[return_item(value, orderId=value)])

    assert refused(wrong) == ["returnId", "returnItems[0].rmaId", "returnItems[0].orderId"]


@pytest.mark.parametrize("value", HOSTILE_COUNTS)
def test_what_is_no_quantity_is_refused_with_its_place(value: Json) -> None:
    assert refused(with_item(expectedQuantity=value)) == ["returnItems[0].expectedQuantity"]


@pytest.mark.parametrize("value", [*HOSTILE_MOMENTS, None])
def test_what_is_no_moment_is_refused_with_its_place(value: Json) -> None:
    assert refused(return_object(registrationDateTime=value)) == ["registrationDateTime"]


@pytest.mark.parametrize("value", [0, "false", [], {}])
def test_what_is_neither_true_nor_false_is_refused_with_its_place(value: Json) -> None:
    assert refused(with_item(handled=value)) == ["returnItems[0].handled"]


@pytest.mark.parametrize("value", ["FBX", "", 1, [], {}])
def test_an_unknown_method_is_refused_with_its_place(value: Json) -> None:
    assert refused(return_object(fulfilmentMethod=value)) == ["fulfilmentMethod"]


def test_every_fault_of_a_return_is_named_at_once() -> None:
    items = [return_item(""), None, return_item(), return_item(expectedQuantity=True, returnReason=7)]

    assert refused(return_object("", returnItems=items)) == [
        "returnId",
        "returnItems[0].rmaId",
        "returnItems[1]",
        "returnItems[3].expectedQuantity",
        "returnItems[3].returnReason",
    ]


@pytest.mark.parametrize("value", [None, "text", {}])
def test_items_that_are_no_array_are_refused(value: Json) -> None:
    assert refused(return_object(returnItems=value)) == ["returnItems"]


@pytest.mark.parametrize(
    "parts",
    [
        {"rma_id": ""},
        {"order_id": 2},
        {"quantity": -1},
        {"number": "3SABCD1234567"},
        {"carrier": None},
        {"handled": True},
        {"reason": 7},
    ],
)
def test_nobody_can_make_an_item_of_other_parts(parts: dict[str, Json]) -> None:
    with pytest.raises(InvalidValueError) as caught:
        ReturnItem(**{"rma_id": "1", "order_id": "2", "quantity": 3, **parts})

    assert [caught.value.field] == list(parts)
    assert caught.value.shown == shown(*parts.values())


@pytest.mark.parametrize(
    "parts", [{"return_id": ""}, {"registered": "2026-10-14"}, {"fulfilled_by": "FBR"}, {"items": [None]}]
)
def test_nobody_can_make_a_return_of_other_parts(parts: dict[str, Json]) -> None:
    good = {"return_id": "1", "registered": moment("2026-10-14T11:06:48Z"), "fulfilled_by": FulfilledBy.SELLER}

    with pytest.raises(InvalidValueError) as caught:
        Return(**{**good, "items": [], **parts})

    assert [caught.value.field] == list(parts)
