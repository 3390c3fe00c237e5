"""
Values that are made once, and values whose pickles are read by making them anew.

Frozen alone is not enough where a value must never change: Python lets anybody call ``__init__`` a second time, and
pickles and copies set state behind its back. Nor is it where a value is kept for long: a pickle of an earlier version
lacks the parts that a class has gained since.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, NoReturn

from attrs import fields

from trackntrace.errors import InvalidValueError


class Remade:
    """
    A value that is pickled as what made it, and whose constructor reads it back: checked, and with new parts filled.

    An attrs class that inherits it says ``getstate_setstate=False``. The state that earlier versions pickled is read as
    well.
    """

    __slots__ = ()

    _worked_out: ClassVar[frozenset[str]] = frozenset()
    """The parts that the constructor works out by itself, and does not take."""

    def __setstate__(self, state: object) -> None:
        if type(state) is not dict or hasattr(self, type(self).__slots__[0]):  # type: ignore[misc]  # attrs fills them
            raise _refused(self)
        known = {**self._gained(state), **state}
        names = {part.name: part.alias for part in self._made_of()}
        self.__init__(**{alias: known[name] for name, alias in names.items() if name in known})  # type: ignore[misc]

    @staticmethod
    def _gained(state: Mapping[str, Any]) -> Mapping[str, Any]:
        """The parts without a default that this class has gained, from those that an earlier version pickled."""
        del state
        return {}

    def _made_of(self) -> list[Any]:
        kind: type[Any] = type(self)
        return [part for part in fields(kind) if part.init and part.name not in self._worked_out]

    def __reduce__(self) -> tuple[Any, ...]:
        return _made, (type(self), tuple((part.alias, getattr(self, part.name)) for part in self._made_of()))


class MadeOnce(Remade):
    """
    A value that is not made again in place, and takes no state from outside.

    An attrs class that inherits it says ``getstate_setstate=False``. ``object.__setattr__`` is out of its reach.
    """

    __slots__ = ()

    def __attrs_pre_init__(self) -> None:
        if hasattr(self, type(self).__slots__[0]):  # type: ignore[misc]
            raise _refused(self)

    def __setstate__(self, state: object) -> NoReturn:
        raise _refused(self)


def _refused(value: object) -> InvalidValueError:
    return InvalidValueError.about(value, "value", "expected a new one: such a value is made once and never changed")


def _made(kind: type[Any], parts: tuple[tuple[str, Any], ...]) -> Any:
    """A pickled value, made again by its constructor, which checks it."""
    return kind(**dict(parts))
