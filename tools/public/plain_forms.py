"""The plain forms of values as text: what somebody may have stored, and every later version must read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import Enum
from typing import Any

import trackntrace
from trackntrace.interop.value_forms import covered, form_of


def plain_forms() -> str:
    """Each class of the vocabulary that has a plain form, with its members, their JSON types and what must be there."""
    found = {name: getattr(trackntrace, name) for name in trackntrace.__all__}
    classes = {name: kind for name, kind in found.items() if isinstance(kind, type) and not issubclass(kind, Enum)}
    kinds = {name: kind for name, kind in classes.items() if covered(kind)}
    lines = (line for name, kind in kinds.items() for line in (f"# {name}", "", *_lines(form_of(kind).schema), ""))
    return "\n".join(lines).rstrip("\n") + "\n"


def _lines(schema: Mapping[str, Any]) -> list[str]:
    told: dict[str, set[str]] = {}
    for place, kind in _members(schema, ""):
        told.setdefault(place, set()).add(kind)
    return [f"{place or '.'}: {' | '.join(sorted(kinds))}" for place, kinds in sorted(told.items())]


def _members(schema: Mapping[str, Any], place: str) -> Iterator[tuple[str, str]]:
    for form in schema.get("anyOf", []):
        yield from _members(form, place)
    if "anyOf" not in schema:
        yield place, _kind(schema)
    for name, each in schema.get("properties", {}).items():
        yield from _members(each, f"{place}.{name}{'' if name in schema['required'] else '?'}")
    for index, each in enumerate(schema.get("prefixItems", [])):
        yield from _members(each, f"{place}[{index}]")
    for inside, mark in (("items", "[]"), ("additionalProperties", ".*")):
        if isinstance(schema.get(inside), Mapping):
            yield from _members(schema[inside], f"{place}{mark}")


def _kind(schema: Mapping[str, Any]) -> str:
    return f"`{schema['const']}`" if "const" in schema else str(schema.get("type", "word"))
