"""
Our values in cattrs converters: the extra ``cattrs``.

`configure` teaches any converter the plain forms of our values (`trackntrace.interop.value_forms`), alone and inside
other classes; `converter` makes one that knows them. A transport is structured by writing its entries again, one by
one, under the rule that a number is written once.
"""

from __future__ import annotations

from typing import Any, TypeVar

from cattrs import BaseConverter, Converter

from trackntrace.interop.plain_forms import Plain
from trackntrace.interop.value_forms import covered, plain, value_of

_C = TypeVar("_C", bound=BaseConverter)


def configure(converter: _C) -> _C:
    """
    Teaches a converter our values, and returns it.

    What cannot be structured raises our own error; cattrs gathers it where it stands inside another class.
    """
    converter.register_structure_hook_func(covered, _structured)
    converter.register_unstructure_hook_factory(covered, _unstructuring)
    return converter


def converter() -> Converter:
    """A converter that knows our values."""
    return configure(Converter())


def _structured(given: Any, kind: Any) -> Any:
    return value_of(kind, given)


def _unstructuring(kind: Any) -> Any:
    def unstructured(value: Any) -> Plain:
        return plain(value, kind)

    return unstructured
