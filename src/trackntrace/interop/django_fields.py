"""
Our values as fields of Django's models: the extra ``django``.

    class Parcel(models.Model):
        number = TrackAndTraceNumberField(null=True, blank=True)
        service = DeliveryServiceField()

A field gives values. It takes values, and the text that people type into a form. What it refuses there is a
``ValidationError`` with the sentence of our error; what a database holds and is no such value raises our error itself,
by the name of the field.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar, TypeAlias, TypeVar, final

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.expressions import BaseExpression

from trackntrace.errors import InvalidValueError
from trackntrace.interop.column_texts import NUMBER_TEXT, PROMISE_TEXT, SERVICE_TEXT, WEEK_TEXT, ColumnText
from trackntrace.moment import Moment, Week, moment_of, parse_moment
from trackntrace.numbers.delivery_services import DeliveryService
from trackntrace.numbers.number import TrackAndTraceNumber
from trackntrace.shipping.promise import Promise

_T = TypeVar("_T")

if TYPE_CHECKING:

    class _Field(models.Field[_T | str | None, _T | None]):
        pass

    _DateTimeField: TypeAlias = models.DateTimeField[datetime | str | None, Moment | None]
else:
    _DateTimeField = models.DateTimeField

    class _Field(models.Field):
        """Django's own field; what it takes and gives is told to type checkers alone."""

        def __class_getitem__(cls, _kind):
            return cls


class _TextField(_Field[_T]):
    """A field whose column holds the text of a value."""

    text: ClassVar[ColumnText[Any]]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{**options, "max_length": self.text.longest})

    def deconstruct(self) -> Any:
        """What makes the field again; its length belongs to its kind."""
        name, path, args, options = super().deconstruct()
        return name, path, args, {option: value for option, value in options.items() if option != "max_length"}

    def get_internal_type(self) -> str:
        """The column is one of text."""
        return "CharField"

    def from_db_value(self, value: object, _expression: BaseExpression, _connection: object) -> Any:
        """The value of what the database holds."""
        return None if value is None else self.text.read(value, self.name)

    def to_python(self, value: object) -> Any:
        """The value that was given, or the one that a text means."""
        try:
            return None if value is None else self._value(value)
        except InvalidValueError as error:
            raise ValidationError(str(error), code="invalid") from error

    def get_prep_value(self, value: object) -> Any:
        """The text that the database is to hold, or to look for."""
        plain = super().get_prep_value(value)
        return None if plain is None else self.text.written(self._value(plain))

    def value_to_string(self, obj: models.Model) -> Any:
        """The text for fixtures."""
        return self.get_prep_value(self.value_from_object(obj))

    def formfield(self, **options: Any) -> Any:
        """A field of text, of which nothing typed is nothing."""
        empty = {"empty_value": None} if self.null else {}
        return super().formfield(**{"form_class": forms.CharField, "max_length": None, **empty, **options})

    def _value(self, value: object) -> Any:
        return self.text.typed(value, self.name) if type(value) is str else self.text.checked(value, self.name)


@final
class TrackAndTraceNumberField(_TextField[TrackAndTraceNumber]):
    """A track & trace number, in its canonical spelling; typed with spaces and in any case."""

    description: str = "A track & trace number"
    text = NUMBER_TEXT


@final
class DeliveryServiceField(_TextField[DeliveryService]):
    """A delivery service, by its code."""

    description: str = "A delivery service"
    text = SERVICE_TEXT


@final
class WeekField(_TextField[Week]):
    """A week, such as ``2026-W40``: later weeks are greater."""

    description: str = "An ISO 8601 week"
    text = WEEK_TEXT


@final
class PromiseField(_TextField[Promise]):
    """A promise, such as ``2026-10-02 deliver-by``: later days are greater."""

    description: str = "The delivery date that a customer was given"
    text = PROMISE_TEXT


@final
class MomentField(_DateTimeField):
    """
    A moment: Django's ``DateTimeField`` that refuses what has no offset. It needs ``USE_TZ``, which is the default.

    What is read is the same instant; the offset at which it was told is not kept.
    """

    description: str = "A moment"

    def from_db_value(self, value: object, _expression: BaseExpression, _connection: object) -> Any:
        """The moment of what the database holds."""
        return None if value is None else moment_of(value, self.name or "moment")

    def to_python(self, value: object) -> Any:
        """The moment that was given, or the one that a text tells."""
        try:
            if type(value) is str:
                return parse_moment(value, self.name or "moment")
            return None if value is None else moment_of(value, self.name or "moment")
        except InvalidValueError as error:
            raise ValidationError(str(error), code="invalid") from error
