"""
The record: what was read, beside what was sent, so that nothing of it is lost.

The marketplace adds fields without notice, sends prices whose digits matter and numbers that none can be. A record
holds the JSON itself, and writes it back equal: every field, in its order, to the digit.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, Final, Generic, TypeAlias, TypeVar, final

from attrs import field, fields, frozen

from trackntrace.documents.members import Members, array_of
from trackntrace.documents.strict_json import JsonValue, dump, load
from trackntrace.errors import InvalidValueError
from trackntrace.made_once import MadeOnce
from trackntrace.retailer_api.reading import Attempts

_T = TypeVar("_T")

MOST_FAULTS: Final = 100
"""How many faults of one page are named at most; reading it ends there."""

Sent: TypeAlias = bytes | JsonValue
"""What a door takes: bytes, which are read strictly, or a value that was parsed already."""


def _kept(sent: JsonValue) -> JsonValue:
    """What was sent, as a value that nobody else can change."""
    return load(dump(sent))


@final
@frozen(getstate_setstate=False)
class Record(MadeOnce, Generic[_T]):
    """
    What was read, and the JSON it was read from.

    Two records are equal if their values are and what was sent is written alike: fields in one order, ``14.00`` unlike
    ``14.0``. A record can be hashed and pickled. It prints its value only, since what the marketplace sends holds names
    and addresses of customers.

    Raises:
        InvalidValueError: what was sent is no JSON value, or holds a ``float``, whose digits are a guess.
    """

    value: _T
    _sent: JsonValue = field(alias="sent", converter=_kept, eq=dump, repr=False)

    @property
    def sent(self) -> JsonValue:
        """The JSON that was sent, as a copy of one's own."""
        return load(self.written)

    @property
    def written(self) -> bytes:
        """The JSON text that says again what was sent."""
        return dump(self._sent)

    def __reduce__(self) -> tuple[Any, ...]:
        return _read_again, (self.value, self.written)


def _read_again(value: _T, written: bytes) -> Record[_T]:
    return Record(value, load(written))


Page: TypeAlias = Record[tuple[Record[_T], ...]]
"""A page is a record too: its value are the records that stand on it."""


def opened(data: Sent) -> JsonValue:
    """
    The JSON value in bytes, or a checked copy of one that was parsed already.

    Raises:
        InvalidValueError: it is no JSON, is text and not bytes, or holds a ``float``, whose digits are a guess.
    """
    if isinstance(data, str):
        raise InvalidValueError.about(data, "document", "expected bytes, or the object that was parsed from them")
    return load(data if isinstance(data, bytes) else dump(data))


def record_of(value: _T, sent: JsonValue) -> Record[_T]:
    """A record of what was just opened: it is kept without another check and copy, so nobody else may hold it."""
    record: Record[_T] = _new(Record)
    _fill_value(record, value)
    _fill_sent(record, sent)
    return record


def fillers(kind: type[Any]) -> list[Callable[[Any, Any], None]]:
    """What fills each field of a value that was not made by its constructor, since its parts were just checked."""
    return [getattr(kind, part.name).__set__ for part in fields(kind)]


_new: Final = object.__new__
_fill_value, _fill_sent = fillers(Record)


def _not_quick(_: JsonValue) -> None:
    return None


def record_in(data: Sent, read: Callable[[Members], _T]) -> Record[_T]:
    """
    The record of one object.

    Raises:
        InvalidValueError: the document is no JSON object.
        RefusedObjectError: parts of it cannot be read; each is named with its place.
    """
    sent = opened(data)
    return record_of(read(Members.of(sent)), sent)


def page_in(
    data: Sent, collection: str, read: Callable[[Members], _T], quick: Callable[[JsonValue], _T | None] = _not_quick
) -> Page[_T]:
    """
    The records of a page, an object with one array; an empty page lacks it, as the marketplace really sends it.

    ``quick`` may read an object as ``read`` does, or give None and leave it to that.

    Raises:
        InvalidValueError: the document is no such object.
        RefusedObjectError: parts of it cannot be read; of all its objects the first faults are named, each with its
            place, such as ``orders[57].orderItems[0].quantity``.
    """
    page = opened(data)
    attempts = Attempts("")
    records: list[Record[_T]] = []
    for index, sent in enumerate(array_on_page(page, collection)):
        value = quick(sent)
        if value is None:
            place = f"{collection}[{index}]"
            value = attempts.take(partial(_read, sent, place, read), None, place)
            if value is None and attempts.faults >= MOST_FAULTS:
                break
        records.append(record_of(value, sent))  # type: ignore[arg-type]  # after a fault nothing of it is returned
    attempts.finish()
    return record_of(tuple(records), page)


def _read(sent: JsonValue, place: str, read: Callable[[Members], _T]) -> _T:
    return read(Members.of(sent, place))


def array_on_page(value: JsonValue, collection: str) -> list[JsonValue]:
    """
    What stands on a page.

    Raises:
        InvalidValueError: it is no page of this collection.
    """
    members = Members.of(value)
    if members.has(collection):
        return array_of(members.need(collection), collection)
    if members.members.keys() <= {collection}:
        return []
    raise InvalidValueError.about(
        next(iter(members.members)), collection, f"missing: expected a page with {collection}, or an empty one"
    )
