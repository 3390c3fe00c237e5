"""Plain forms of records, values that are told by their parts, and of what may be one of several things."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from trackntrace.documents.members import Members, placed
from trackntrace.errors import ConflictError, InvalidValueError
from trackntrace.interop.plain_forms import Plain, PlainForm, members_of

KIND: Final = "kind"
"""The member that tells what a record is, where it stands in for one of several."""


def record(
    kind: type,
    parts: Mapping[str, PlainForm],
    *,
    required: tuple[str, ...],
    tag: str = "",
    make: Callable[..., Any] | None = None,
    part_of: Callable[[Any, str], Any] = getattr,
) -> PlainForm:
    """
    Values of one class by their parts; ``tag`` is what their member ``kind`` says, none where it is empty.

    ``make`` makes one of its parts, by default the class does; ``part_of`` tells a part of one.
    """
    tags = {KIND: tag} if tag else {}

    def read(value: Plain, place: str) -> Any:
        members = members_of(value, place)
        members.only(*tags, *parts)
        for name in (*tags, *required):
            _need(members, name)
        _expect(members, tags)
        read_parts = {
            name: form.read(members.members[name], members.path(name))
            for name, form in parts.items()
            if name in members.members
        }
        return _made(make or kind, read_parts, place)

    def write(value: Any) -> Plain:
        return tags | {name: form.write(part_of(value, name)) for name, form in parts.items()}

    return PlainForm(
        kinds=(kind,),
        takes=("object",),
        schema=_schema(kind, parts, (*tags, *required), tags),
        reader=read,
        write=write,
        ours=(kind,),
    )


def _need(members: Members, name: str) -> None:
    if name not in members.members:
        raise InvalidValueError.about(None, members.path(name), "missing: expected this field")


def _expect(members: Members, tags: Mapping[str, str]) -> None:
    for name, tag in tags.items():
        if members.members[name] != tag:
            raise InvalidValueError.about(members.members[name], members.path(name), f"expected {tag}")


def _made(make: Callable[..., Any], parts: dict[str, Any], place: str) -> Any:
    try:
        return make(**parts)
    except (InvalidValueError, ConflictError) as error:
        raise type(error)(placed(error.field, place), error.shown, error.reason) from None


def _schema(
    kind: type, parts: Mapping[str, PlainForm], required: tuple[str, ...], tags: Mapping[str, str]
) -> dict[str, Any]:
    described = (kind.__doc__ or "").strip().partition("\n")[0]
    constants = {name: {"const": tag} for name, tag in tags.items()}
    return {
        "title": kind.__name__,
        "description": described,
        "type": "object",
        "properties": constants | {name: form.schema for name, form in parts.items()},
        "required": list(required),
        "additionalProperties": False,
    }


def one_of(forms: tuple[PlainForm, ...]) -> PlainForm:
    """
    What may be one of several things, told apart by the JSON type, and records by their ``kind``.

    Raises:
        InvalidValueError: two of them could not be told apart.
    """
    by_type: dict[str, list[PlainForm]] = {}
    for form in forms:
        for taken in form.takes:
            by_type.setdefault(taken, []).append(form)
    by_kind = {kind: form for form in forms for kind in form.kinds}
    readers = {taken: _reader(taken, alike) for taken, alike in by_type.items()}

    def read(value: Plain, place: str) -> Any:
        reader = readers.get(_json_type(value))
        if reader is None:
            raise InvalidValueError.about(value, place or "value", f"expected {' or '.join(readers)}")
        return reader(value, place)

    def write(value: Any) -> Plain:
        return by_kind[type(value)].write(value) if type(value) in by_kind else value

    return PlainForm(
        kinds=tuple(by_kind),
        takes=tuple(by_type),
        schema={"anyOf": [form.schema for form in forms]},
        reader=read,
        write=write,
        vouch=lambda value: by_kind[type(value)].vouch(value),
        ours=tuple(each for form in forms for each in form.ours),
    )


def _json_type(value: Plain) -> str:
    names = {str: "string", int: "integer", list: "array", tuple: "array", dict: "object", type(None): "null"}
    return names.get(type(value), "")


def _reader(taken: str, alike: list[PlainForm]) -> Callable[[Plain, str], Any]:
    if len(alike) == 1:
        return alike[0].reader
    tagged = {form.schema["properties"][KIND]["const"]: form for form in alike if _tagged(form)}
    if taken != "object" or len(tagged) != len(alike):
        raise InvalidValueError.about(taken, "form", "expected forms that can be told apart")

    def read(value: Plain, place: str) -> Any:
        members = members_of(value, place)
        _need(members, KIND)
        named = members.members[KIND]
        if not isinstance(named, str) or named not in tagged:
            raise InvalidValueError.about(named, members.path(KIND), f"expected one of {', '.join(tagged)}")
        return tagged[named].reader(value, place)

    return read


def _tagged(form: PlainForm) -> bool:
    return "const" in form.schema.get("properties", {}).get(KIND, {})
