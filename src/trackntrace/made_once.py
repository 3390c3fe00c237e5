"""
Values that are made once.

Frozen alone is not enough where a value must never change: Python lets anybody call ``__init__`` a second time, and
pickles and copies set state behind its back.
"""

from __future__ import annotations

from typing import Any, NoReturn, cast

from attrs import AttrsInstance, fields

from trackntrace.errors import InvalidValueError


class MadeOnce:
    """
    A value that is not made again in place, takes no state from outside, and is pickled as what made it.

    An attrs class that inherits it says ``getstate_setstate=False``. ``object.__setattr__`` is out of its reach.
    """

    __slots__ = ()

    def __attrs_pre_init__(self) -> None:
        if hasattr(self, type(self).__slots__[0]):  # type: ignore[misc]  # attrs fills them
            raise _refused(self)

    def __setstate__(self, state: object) -> NoReturn:
        raise _refused(self)

    def __reduce__(self) -> tuple[Any, ...]:
        parts = tuple(
            (part.alias, getattr(self, part.name))
            for part in fields(cast("type[AttrsInstance]", type(self)))
            if part.init
        )
        return _made, (type(self), parts)


def _refused(value: object) -> InvalidValueError:
    return InvalidValueError.about(value, "value", "expected a new one: such a value is made once and never changed")


def _made(kind: type[Any], parts: tuple[tuple[str, Any], ...]) -> Any:
    """A pickled value, made again by its constructor, which checks it."""
    return kind(**dict(parts))
