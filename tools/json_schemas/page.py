"""The page of our JSON formats, printed from their schemas."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from tools.json_schemas.parts import DAY, FRACTION, IDENTITY, MEASURE, MOMENT, NULL, WEEK, Schema
from tools.json_schemas.results import ITEM, SCORE
from trackntrace.documents.json_formats import JSON_FORMATS, JsonFormat, Use

PAGE: Final = Path(__file__).parents[2] / "docs" / "reference" / "json-formats.md"

BEGIN: Final = "<!-- formats -->\n"
END: Final = "<!-- end of formats -->\n"


def page() -> str:
    """The text of the page, what is printed on it as it should be."""
    before, _, rest = PAGE.read_text("utf-8").partition(BEGIN)
    return "".join(
        [
            before,
            BEGIN,
            "\n",
            "\n".join([_standards(), _listed(), *map(_section, JSON_FORMATS)]),
            "\n",
            END,
            rest.partition(END)[2],
        ]
    )


def _standards() -> str:
    return f"- A **standard** is one of {', '.join(f'`{name}`' for name in MEASURE['enum'])}.\n"


def _listed() -> str:
    lines = [f"| [{each.name}](#{each.name}) | {each.version} | {_use(each)} | {each.of} |" for each in JSON_FORMATS]
    return "\n".join(["## The formats", "", "| format | version | | is |", "| --- | --- | --- | --- |", *lines, ""])


def _use(each: JsonFormat) -> str:
    return "printed and read" if each.use is Use.BOTH else each.use.value


def _section(each: JsonFormat) -> str:
    schema = each.schema
    forms = schema.get("anyOf", [schema])
    tables = [_table(form) for form in forms]
    return "\n".join([f"## {each.name}", "", schema["description"], "", "\n\nor\n\n".join(tables), ""])


def _table(schema: Schema) -> str:
    lines = [f"| `{place or 'each'}` | {kind} | {said} |" for place, kind, said in _members(schema, "")]
    return "\n".join(["| member | holds | says |", "| --- | --- | --- |", *lines])


def _members(schema: Schema, place: str) -> Iterator[tuple[str, str, str]]:
    if schema.get("type") == "array" and "prefixItems" not in schema:
        yield from _members(schema["items"], f"{place}[]")
        return
    for name, each in schema.get("properties", {}).items():
        where = f"{place}.{name}" if place else name
        inner, kind = _inner(each), _kind(each)
        said = each.get("description", inner.get("description", ""))
        yield where, kind, said if name in schema["required"] else ": ".join(filter(None, ["may be absent", said]))
        if not kind.startswith("as in "):
            yield from _members(inner, where)


def _inner(schema: Schema) -> Schema:
    """What a member holds where it is not null."""
    forms = [form for form in schema.get("anyOf", []) if form != NULL]
    return forms[0] if len(forms) == 1 else schema


_NAMED: Final = (
    (DAY, "day"),
    (MOMENT, "moment"),
    (WEEK, "week"),
    (FRACTION, "fraction"),
    (MEASURE, "standard"),
    (IDENTITY, "id"),
    (SCORE, "as in [score](#score), `weeks[].scores[]`"),
    (ITEM, "as in [explanation](#explanation)"),
)


def _bare(schema: Any) -> Any:
    return {name: each for name, each in schema.items() if name != "description"}


def _kind(schema: Schema) -> str:
    inner = _inner(schema)
    ending = " or null" if NULL in schema.get("anyOf", []) else ""
    for known, name in _NAMED:
        if _bare(inner) == _bare(known):
            return name + ending
    return _plain_kind(inner) + ending


def _plain_kind(schema: Schema) -> str:
    if "const" in schema:
        return f"`{schema['const']}`"
    if "enum" in schema:
        return ", ".join(f"`{word}`" for word in schema["enum"])
    match schema.get("type"):
        case "integer":
            return f"whole number from {schema['minimum']}" if schema.get("minimum") else "whole number"
        case "string":
            return "text"
        case "array":
            if "prefixItems" in schema:
                return f"array of {'; '.join(map(_kind, schema['prefixItems']))}"
            inside = _kind(schema["items"])
            return "objects" if inside == "object" else f"array: {inside}"
        case "object" if "properties" not in schema:
            return f"by name: {_kind(schema['additionalProperties'])}"
        case kind:
            return str(kind or "object")


def write() -> None:
    """Writes the page."""
    PAGE.write_text(page(), "utf-8")
