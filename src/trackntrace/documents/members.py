"""
The members of a JSON object, taken one by one, each refusal naming its place.

``place`` is the path of the object itself, such as ``orders[57].orderItems[0]``, empty at the top.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from enum import Enum
from typing import Final, TypeVar, final

from attrs import frozen

from trackntrace.documents.strict_json import JsonValue
from trackntrace.errors import InvalidValueError, TrackntraceError
from trackntrace.grammar import whole
from trackntrace.moment import Moment, parse_moment

_T = TypeVar("_T")
_E = TypeVar("_E", bound=Enum)

MOST_MEMBERS: Final = 100_000


def at(place: str, error: TrackntraceError) -> InvalidValueError:
    """The same refusal, said of this place."""
    return InvalidValueError(place, error.shown, error.reason)


def placed(field: str, place: str) -> str:
    """The name of a field with the place where it stands, unless it says that already."""
    return field if not place or field.startswith(place) else f"{place}.{field}"


@final
@frozen
class Members:
    """
    An object of a document, and where it stands.

    Every reader raises `InvalidValueError` that names the place and the reason. A member that is ``null`` counts as
    absent.
    """

    members: Mapping[str, JsonValue]
    place: str = ""

    @classmethod
    def of(cls, value: JsonValue, place: str = "") -> Members:
        """The members of a value that must be an object."""
        if not isinstance(value, dict):
            raise InvalidValueError.about(value, place or "document", "expected an object")
        return cls(value, place)

    def path(self, name: str) -> str:
        """The place of a member."""
        return f"{self.place}.{name}" if self.place else name

    def has(self, name: str) -> bool:
        """Whether it is there and not ``null``."""
        return self.members.get(name) is not None

    def need(self, name: str) -> JsonValue:
        """A member that must be there."""
        value = self.members.get(name)
        if value is None:
            raise InvalidValueError.about(value, self.path(name), "missing: expected this field")
        return value

    def read(self, name: str, reader: Callable[[JsonValue], _T]) -> _T:
        """A member that must be there, as the reader understands it."""
        value = self.need(name)
        try:
            return reader(value)
        except TrackntraceError as error:
            raise at(self.path(name), error) from None

    def read_or(self, name: str, reader: Callable[[JsonValue], _T], default: _T) -> _T:
        """A member as the reader understands it, or the default where it is absent."""
        return self.read(name, reader) if self.has(name) else default

    def moment(self, name: str) -> Moment | None:
        """A moment, or None where it is absent."""
        return self.read(name, parse_moment) if self.has(name) else None

    def count(self, name: str, *, least: int = 0) -> int:
        """A whole number that must be there."""
        return self.read(name, lambda value: whole(value, name, least=least))

    def word(self, name: str, words: Mapping[str, _E]) -> _E:
        """One of some words."""
        return self.read(name, lambda value: word_of(value, words))

    def inner(self, name: str) -> Members:
        """An object that must be there."""
        return Members.of(self.need(name), self.path(name))

    def inner_or_none(self, name: str) -> Members | None:
        """An object, or None where it is absent."""
        return self.inner(name) if self.has(name) else None

    def objects(self, name: str) -> Iterator[Members]:
        """The objects of an array that must be there."""
        return objects_in(self.need(name), self.path(name))

    def only(self, *names: str) -> None:
        """Refuses any other member: for formats of our own."""
        for name in self.members:
            if name not in names:
                raise InvalidValueError.about(
                    name, self.path(name) or "document", f"unknown field: expected {', '.join(names)}"
                )


def objects_in(value: JsonValue, place: str) -> Iterator[Members]:
    """The objects of a value that must be an array."""
    return (Members.of(each, where) for where, each in places_in(value, place))


def places_in(value: JsonValue, place: str) -> Iterator[tuple[str, JsonValue]]:
    """The values of an array, each with its place."""
    return ((f"{place}[{index}]", each) for index, each in enumerate(array_of(value, place)))


def array_of(value: JsonValue, place: str) -> list[JsonValue]:
    """A value that must be an array, of not too many."""
    if not isinstance(value, list):
        raise InvalidValueError.about(value, place or "document", "expected an array")
    if len(value) > MOST_MEMBERS:
        raise InvalidValueError.about(len(value), place or "document", f"expected at most {MOST_MEMBERS} members")
    return value


def word_of(value: JsonValue, words: Mapping[str, _E]) -> _E:
    """The member of a closed set that a text names."""
    found = words.get(value) if isinstance(value, str) else None
    if found is None:
        raise InvalidValueError.about(value, "word", f"expected one of {', '.join(words)}")
    return found


def text_of(value: JsonValue) -> str:
    """A text as it is."""
    if not isinstance(value, str):
        raise InvalidValueError.about(value, "text", "expected text")
    return value


def words_of(kind: type[_E]) -> dict[str, _E]:
    """The words of a closed set by their spelling in documents."""
    return {str(word.value): word for word in kind}
