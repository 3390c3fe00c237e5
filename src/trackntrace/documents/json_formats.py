"""
Our own JSON formats, each with its version and its JSON Schema: what the command line prints, and what it reads beside
the marketplace's JSON.

A version changes when something that was written or read is written or read no more, or means something else. A new
member of what is printed, a new optional member of what is read and a new word of an open set come without one: who
reads what is printed passes over what it does not know.
"""

from __future__ import annotations

from importlib.resources import files
from typing import Any, Final, final

from attrs import frozen

from trackntrace.documents.strict_json import JsonValue, load
from trackntrace.errors import InvalidValueError
from trackntrace.grammar import Word


class Use(Word):
    """What a format is for."""

    READ = "read"
    PRINTED = "printed"
    BOTH = "both"


@final
@frozen(kw_only=True)
class JsonFormat:
    """
    One format of ours: its name, its version, whether it is read or printed, and whether line by line.

    >>> format_named("score").schema["title"]
    'trackntrace score, version 1'
    """

    name: str
    version: int
    use: Use
    of: str

    @property
    def file_name(self) -> str:
        """The name of its schema's file."""
        return f"{self.name}-{self.version}.schema.json"

    @property
    def schema_text(self) -> str:
        """Its JSON Schema (2020-12) as text."""
        return files("trackntrace.documents").joinpath("schemas", self.file_name).read_text("utf-8")

    @property
    def schema(self) -> dict[str, Any]:
        """Its JSON Schema (2020-12)."""
        loaded: JsonValue = load(self.schema_text.encode())
        return dict(loaded) if isinstance(loaded, dict) else {}


_DOCUMENT: Final = "a document"
_LINE: Final = "a line"
_READ: Final = ("journey", "report", "excuse", "detail", "cancellation", "return", "question", "count")
_LINES: Final = ("explanation", "check")
_DOCUMENTS: Final = ("score", "comparison", "reconciliation", "exemption", "strikes", "todo", "doctor")

JSON_FORMATS: Final = (
    *(JsonFormat(name=name, version=1, use=Use.READ, of=_LINE) for name in _READ),
    JsonFormat(name="tally", version=1, use=Use.BOTH, of=_DOCUMENT),
    *(JsonFormat(name=name, version=1, use=Use.PRINTED, of=_DOCUMENT) for name in _DOCUMENTS),
    *(JsonFormat(name=name, version=1, use=Use.PRINTED, of=_LINE) for name in _LINES),
)
"""Every format of ours, those that are read first."""

_BY_NAME: Final = {each.name: each for each in JSON_FORMATS}


def format_named(name: object) -> JsonFormat:
    """
    The format of a name.

    Raises:
        InvalidValueError: there is none.
    """
    found = _BY_NAME.get(name) if type(name) is str else None
    if found is None:
        raise InvalidValueError.about(name, "format", f"expected one of {', '.join(_BY_NAME)}")
    return found
