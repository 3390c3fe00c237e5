"""The parts that schemas are made of."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import Any, Final

from trackntrace.cli.measures import MEASURES
from trackntrace.documents.members import MOST_MEMBERS, words_of
from trackntrace.grammar import LARGEST_COUNT, Grammar
from trackntrace.moment import DAY_GRAMMAR, MOMENT_GRAMMAR, WEEK_GRAMMAR
from trackntrace.shipping.entry import IDENTIFIER

Schema = dict[str, Any]

END: Final = r"$(?!\n)"
"""The end of a text: by itself ``$`` lets a last line end through where a validator takes Python's patterns."""

NULL: Final[Schema] = {"type": "null"}
TEXT: Final[Schema] = {"type": "string"}
FRACTION: Final[Schema] = {"type": "string", "pattern": f"^-?[0-9]+(?:/[0-9]+)?{END}", "examples": ["49/50"]}
CODE: Final[Schema] = {"type": "string", "pattern": "^[a-z](?:[a-z-]{0,38}[a-z])?" + END}


def grammar(of: Grammar, *examples: str) -> Schema:
    """Texts of a grammar."""
    found: Schema = {"type": "string", "pattern": f"^(?:{of.pattern.pattern}){END}", "maxLength": of.longest}
    return found | ({"examples": list(examples)} if examples else {})


DAY: Final = grammar(DAY_GRAMMAR, "2026-10-02")
MOMENT: Final = grammar(MOMENT_GRAMMAR, "2026-10-02T14:00:00+02:00")
WEEK: Final = grammar(WEEK_GRAMMAR, "2026-W40")
IDENTITY: Final = grammar(IDENTIFIER, "2012345678")


def whole(least: int = 0, most: int = LARGEST_COUNT) -> Schema:
    """A whole number within bounds."""
    return {"type": "integer", "minimum": least, "maximum": most}


def words(*kinds: type[Enum]) -> Schema:
    """The words of closed sets."""
    return {"enum": [word for kind in kinds for word in words_of(kind)]}


MEASURE: Final[Schema] = {"enum": list(MEASURES)}


def or_null(schema: Schema) -> Schema:
    """The same, or null."""
    return {"anyOf": [schema, NULL]}


def told(schema: Schema, description: str) -> Schema:
    """The same, described in a sentence."""
    return {"description": description, **schema}


def array(of: Schema) -> Schema:
    """Any number of them."""
    return {"type": "array", "items": of}


def bounded(of: Schema) -> Schema:
    """As many of them as a reader of ours takes."""
    return array(of) | {"maxItems": MOST_MEMBERS}


def printed(**members: Schema) -> Schema:
    """An object that is printed: all its members are there, and others may come with a later release."""
    return {"type": "object", "properties": members, "required": list(members)}


def given(needed: Mapping[str, Schema], optional: Mapping[str, Schema] | None = None) -> Schema:
    """An object that is read: nothing else may stand in it, and null is the same as nothing."""
    others = {name: or_null(each) for name, each in (optional or {}).items()}
    return {
        "type": "object",
        "properties": {**needed, **others},
        "required": list(needed),
        "additionalProperties": False,
    }


def by_name(of: Schema) -> Schema:
    """Values by names that the data give."""
    return {"type": "object", "additionalProperties": of}
