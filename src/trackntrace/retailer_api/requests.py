"""
Requests to the marketplace, as values: any HTTP client sends one in a line, and none can be made that is invalid.

``client.request(r.method, r.target, headers=r.headers, content=r.body)`` sends it. What must be added is the address of
the interface and the token that proves who asks; neither is known here. Source of every name and bound: the Retailer
API v10 specification.
"""

from __future__ import annotations

import json
from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import ClassVar, Final, TypeAlias, final
from urllib.parse import urlencode

from attrs import frozen

from trackntrace.documents.strict_json import JsonValue, dump
from trackntrace.errors import ConflictError, InvalidValueError
from trackntrace.grammar import Grammar, each_of, exactly, whole
from trackntrace.shipping.order import Order, OrderItem

MEDIA_TYPE: Final = "application/vnd.retailer.v10+json"
"""What the marketplace reads and answers; its version is that of the interface."""

LABEL_MEDIA_TYPE: Final = "application/vnd.retailer.v10+pdf"
"""What a shipping label comes as."""

Query: TypeAlias = tuple[tuple[str, str], ...]

_IN_PATH: Final = Grammar(
    "id",
    "[0-9A-Za-z][0-9A-Za-z_-]{0,63}",
    longest=64,
    expected="an id that can stand in a path: 1 to 64 letters and digits, with _ - inside",
)


def id_in_path(value: object, field: str) -> str:
    """
    An id that cannot leave its place in a path: no dot, slash, percent sign or question mark is in it.

    Raises:
        InvalidValueError: it is not such an id.
    """
    return _IN_PATH.read(value, field)


def page_of(value: int) -> int:
    """The number of a page, from 1."""
    return whole(value, "page", least=1)


class Request(ABC):
    """What is sent, whatever client sends it: method, path with query, headers and body."""

    __slots__ = ()

    method: ClassVar[str] = "GET"

    @property
    @abstractmethod
    def path(self) -> str:
        """Where it goes, from the root of the interface: ``/retailer/shipments``."""

    @property
    def query(self) -> Query:
        """Names and values after the question mark, not yet escaped."""
        return ()

    @property
    def target(self) -> str:
        """The path with its query, escaped, as it stands in the first line of the request."""
        return f"{self.path}?{urlencode(self.query)}" if self.query else self.path

    @property
    def accept(self) -> str:
        """The media type of the answer."""
        return MEDIA_TYPE

    @property
    def body(self) -> bytes:
        """What is sent along; empty where nothing is."""
        return b""

    @property
    def headers(self) -> dict[str, str]:
        """What the interface needs to be told beside the token."""
        told = {"Accept": self.accept}
        return told | {"Content-Type": MEDIA_TYPE} if self.body else told


class ChangingRequest(Request):
    """
    A request that changes something at the marketplace, and so must not be sent twice by accident.

    The marketplace answers it with a process status and carries it out afterwards.
    """

    __slots__ = ()

    @property
    @abstractmethod
    def event_type(self) -> str:
        """What the marketplace calls it in a process status."""

    @property
    @abstractmethod
    def subjects(self) -> tuple[str, ...]:
        """What it changes, each by kind and id: two requests with one in common must not be under way together."""

    @property
    @abstractmethod
    def entity_ids(self) -> tuple[str, ...]:
        """By which ids the marketplace's process statuses may name what it changes."""

    @property
    @abstractmethod
    def content(self) -> dict[str, JsonValue]:
        """What is said, as JSON."""

    @property
    def before(self) -> dict[str, JsonValue]:
        """What was known of its subjects when it was made, as far as it tells two alike requests apart."""
        return {}

    @property
    def items_before(self) -> tuple[OrderItem, ...]:
        """The order items that it is about, as they were when it was made."""
        return ()

    @property
    def items_after(self) -> tuple[OrderItem, ...]:
        """The order items that it changes, as they are once it was carried out."""
        return ()

    def unaware_of(self, earlier: ChangingRequest) -> bool:
        """Whether it was made of an older state of things, in which that one had not been carried out."""
        after = {item.order_item_id: item for item in earlier.items_after}
        return any(_older(item, after.get(item.order_item_id, item)) for item in self.items_before)

    @property
    def body(self) -> bytes:
        """What is said, as the bytes that are sent."""
        return dump(self.content)

    @property
    def fingerprint(self) -> str:
        """
        The same for the same request about the same state of things: so a retry is recognised.

        The SHA-256, in hexadecimal, of method, path, content, and how many were shipped, or cancelled, before. The
        order of items and names does not matter. The second half of an item looks like the first to the marketplace;
        what went before tells them apart here.
        """
        said = {"method": self.method, "path": self.path, "content": _ordered(self.content), "before": self.before}
        canonical = json.dumps(said, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
        return sha256(b"trackntrace-request-1\n" + canonical.encode()).hexdigest()


def _older(item: OrderItem, other: OrderItem) -> bool:
    return item.shipped < other.shipped or item.cancelled < other.cancelled


def _ordered(content: Mapping[str, JsonValue]) -> dict[str, JsonValue]:
    """The content with its items by id, since their order means nothing."""
    items = content.get("orderItems")
    if not isinstance(items, list):
        return dict(content)
    return {**content, "orderItems": sorted(items, key=lambda item: json.dumps(item, sort_keys=True))}


@final
@frozen
class RequestedItem:
    """
    So many of an order item, as the item was before.

    >>> RequestedItem(OrderItem("2900000201", 3, shipped=1), 2).content
    {'orderItemId': '2900000201', 'quantity': 2}

    Raises:
        ConflictError: fewer are open.
    """

    item: OrderItem
    quantity: int

    def __attrs_post_init__(self) -> None:
        exactly(self.item, OrderItem, "item").ship(self.quantity)

    @property
    def order_item_id(self) -> str:
        """The item's id."""
        return self.item.order_item_id

    @property
    def content(self) -> dict[str, JsonValue]:
        """As it is sent. The quantity is always written: without it the marketplace takes all that is open."""
        return {"orderItemId": self.order_item_id, "quantity": self.quantity}


def open_items_of(order: Order, quantities: Mapping[str, int] | None) -> tuple[RequestedItem, ...]:
    """
    Items of an order: so many of which, or everything that is open.

    Raises:
        ConflictError: nothing is open, fewer are open than asked, or the order has no such item.
    """
    exactly(order, Order, "order")
    chosen = {item.order_item_id: item.open for item in order.open_items} if quantities is None else dict(quantities)
    if not chosen:
        raise ConflictError.about(order.order_id, "order", "expected something that is still open")
    return tuple(RequestedItem(order.item(item), quantity) for item, quantity in chosen.items())


def requested_items(values: Iterable[RequestedItem], *, most: int) -> tuple[RequestedItem, ...]:
    """
    The items of a request, checked: at least one, at most so many, each order item once.

    Raises:
        InvalidValueError: none, too many, or one of another kind.
        ConflictError: an order item twice.
    """
    items = each_of(values, RequestedItem, "orderItems")
    if not 1 <= len(items) <= most:
        raise InvalidValueError.about(len(items), "orderItems", f"expected 1 to {most} order items")
    if len({item.order_item_id for item in items}) != len(items):
        raise ConflictError.about(len(items), "orderItems", "expected each order item once")
    return items


class ItemsRequest(ChangingRequest):
    """A request that changes something about so many of some order items."""

    __slots__ = ()

    items: tuple[RequestedItem, ...]

    @property
    def subjects(self) -> tuple[str, ...]:
        """The order items."""
        return tuple(f"orderItem {each.order_item_id}" for each in self.items)

    @property
    def before(self) -> dict[str, JsonValue]:
        """How many of each item had been shipped."""
        return {each.order_item_id: each.item.shipped for each in self.items}

    @property
    def items_before(self) -> tuple[OrderItem, ...]:
        """The order items as they were."""
        return tuple(each.item for each in self.items)
