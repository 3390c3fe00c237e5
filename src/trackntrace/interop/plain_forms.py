"""
Plain forms: how values of one kind look as plain JSON, written, read again, and described by a JSON Schema.

A plain form is made of texts, whole numbers, arrays, objects and null. Reading takes a value that is there already as
it is, so that both may be mixed; a refusal names its place, such as ``label.number`` or ``events[2].at``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import Enum
from fractions import Fraction
from typing import Any, Final, TypeAlias, final

from attrs import field, frozen

from trackntrace.documents.members import Members, array_of, at, word_of
from trackntrace.errors import InvalidValueError, TrackntraceError
from trackntrace.grammar import Grammar, exactly, one

Plain: TypeAlias = Any
"""Texts, whole numbers, arrays, objects and null, as `json.dumps` takes them."""

Schema: TypeAlias = Mapping[str, Any]
Reader: TypeAlias = Callable[[Plain, str], Any]
"""The value of a plain form that stands at a place."""

_FRACTION: Final = Grammar(
    "value",
    "-?[0-9]{1,140}(?:/[0-9]{1,140})?",
    longest=282,
    expected="a whole number or a fraction as text, such as 49/50",
)


def _as_it_is(value: Any) -> Any:
    return value


@final
@frozen(kw_only=True, eq=False)
class PlainForm:
    """
    The plain form of one kind of value.

    ``kinds`` are the classes of its values, ``takes`` the JSON types of its plain form, ``ours`` the classes of this
    library that take part in it. ``vouch`` checks a value that is there already.
    """

    kinds: tuple[type, ...]
    takes: tuple[str, ...]
    schema: Schema
    reader: Reader
    write: Callable[[Any], Plain] = field(default=_as_it_is)
    vouch: Callable[[Any], Any] = field(default=_as_it_is)
    ours: tuple[object, ...] = ()

    def read(self, value: object, place: str = "") -> Any:
        """
        The value of a plain form, or the value itself where it is there already.

        Raises:
            InvalidValueError: it is neither; ``field`` is its place.
        """
        return self.instance(value, place) if type(value) in self.kinds else self.reader(value, place)

    def instance(self, value: object, place: str = "") -> Any:
        """
        A value that must be there already, not as its plain form; of a collection that holds for what is in it.

        Raises:
            InvalidValueError: it is of another class, or none that this library vouches for.
        """
        if not self.kinds:
            return self.reader(value, place)
        if type(value) not in self.kinds:
            expected = " or ".join(kind.__name__ for kind in self.kinds)
            raise InvalidValueError.about(value, place or "value", f"expected {one(expected)}")
        return said_of(place, self.vouch, value)


def said_of(place: str, use: Callable[[Any], Any], value: object) -> Any:
    """What is made of a value, a refusal being said of its place."""
    try:
        return use(value)
    except TrackntraceError as error:
        if not place:
            raise
        raise at(place, error) from None


def anchored(grammar: Grammar) -> str:
    """The pattern of a grammar, as JSON Schema takes one."""
    return f"^(?:{grammar.pattern.pattern})$"


def text(
    kind: type,
    parse: Callable[[Any], Any],
    *,
    write: Callable[[Any], Plain] = str,
    vouch: Callable[[Any], Any] = _as_it_is,
    ours: tuple[object, ...] = (),
    **schema: Any,
) -> PlainForm:
    """Values that are one text."""
    return PlainForm(
        kinds=(kind,),
        takes=("string",),
        schema={"type": "string", **schema},
        reader=lambda value, place: said_of(place, parse, value),
        write=write,
        vouch=vouch,
        ours=ours,
    )


def words(kinds: tuple[type[Enum], ...]) -> PlainForm:
    """The words of closed sets, by their spelling in documents."""
    known = {str(word.value): word for kind in kinds for word in kind}
    return PlainForm(
        kinds=kinds,
        takes=("string",),
        schema={"enum": list(known)},
        reader=lambda value, place: said_of(place, lambda each: word_of(each, known), value),
        write=lambda word: str(word.value),
        ours=kinds,
    )


def _fraction(value: object) -> Fraction:
    try:
        return Fraction(_FRACTION.read(value))
    except ZeroDivisionError:
        raise InvalidValueError.about(value, "value", "expected a division by something") from None


def _exactly(kind: type) -> Reader:
    return lambda value, place: exactly(value, kind, place or "value")


TEXT: Final = PlainForm(kinds=(), takes=("string",), schema={"type": "string"}, reader=_exactly(str))
WHOLE: Final = PlainForm(kinds=(), takes=("integer",), schema={"type": "integer"}, reader=_exactly(int))
NOTHING: Final = PlainForm(kinds=(type(None),), takes=("null",), schema={"type": "null"}, reader=_exactly(type(None)))
FRACTION: Final = text(Fraction, _fraction, pattern=anchored(_FRACTION), examples=["49/50", "0"])


def _array(value: Plain, place: str) -> list[Any]:
    return array_of(list(value) if type(value) in {tuple, frozenset} else value, place)


def row(each: PlainForm, kind: type) -> PlainForm:
    """Any number of values of one form; ``kind`` is what holds them."""

    def read(value: Plain, place: str) -> Any:
        return kind(each.read(part, f"{place}[{index}]") for index, part in enumerate(_array(value, place)))

    def write(value: Any) -> Plain:
        listed = [each.write(part) for part in value]
        return sorted(listed) if kind is frozenset else listed

    schema = {"type": "array", "items": each.schema}
    return PlainForm(kinds=(), takes=("array",), schema=schema, reader=read, write=write, ours=each.ours)


def series(parts: tuple[PlainForm, ...]) -> PlainForm:
    """Just so many values, each of a form of its own."""

    def read(value: Plain, place: str) -> tuple[Any, ...]:
        given = _array(value, place)
        if len(given) != len(parts):
            raise InvalidValueError.about(len(given), place or "value", f"expected {len(parts)} values")
        return tuple(form.read(given[index], f"{place}[{index}]") for index, form in enumerate(parts))

    bounds = {"prefixItems": [part.schema for part in parts], "minItems": len(parts), "maxItems": len(parts)}
    return PlainForm(
        kinds=(),
        takes=("array",),
        schema={"type": "array", **bounds},
        reader=read,
        write=lambda value: [form.write(part) for form, part in zip(parts, value, strict=True)],
        ours=tuple(each for part in parts for each in part.ours),
    )


def members_of(value: Plain, place: str) -> Members:
    """
    The members of an object, all named by texts.

    Raises:
        InvalidValueError: it is no object, or a name is no text.
    """
    members = Members.of(value, place)
    for name in members.members:
        exactly(name, str, place or "name")
    return members


def mapping(each: PlainForm) -> PlainForm:
    """Values by name."""

    def read(value: Plain, place: str) -> dict[str, Any]:
        members = members_of(value, place)
        return {name: each.read(part, members.path(name)) for name, part in members.members.items()}

    return PlainForm(
        kinds=(),
        takes=("object",),
        schema={"type": "object", "additionalProperties": each.schema},
        reader=read,
        write=lambda value: {name: each.write(part) for name, part in value.items()},
        ours=each.ours,
    )
