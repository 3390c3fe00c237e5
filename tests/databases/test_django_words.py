"""What our fields and the constraint say to Django, word by word, without a database."""

from __future__ import annotations

from typing import Any

import pytest

pytest.importorskip("tests.databases.django_project", reason="needs Django")

from django import forms
from django.core.exceptions import ValidationError
from django.db import connections, models
from django.test.utils import isolate_apps
from examples.stores.django_parcels.models import Parcel

from tests.builders import at, on
from trackntrace.errors import InvalidValueError
from trackntrace.interop.django_constraint import WrittenOnce
from trackntrace.interop.django_fields import (
    DeliveryServiceField,
    MomentField,
    PromiseField,
    TrackAndTraceNumberField,
    WeekField,
)
from trackntrace.interop.written_once_rule import Database, Deletion, WrittenOnceRule
from trackntrace.moment import Week
from trackntrace.numbers.delivery_services import POSTNL
from trackntrace.numbers.number import TrackAndTraceNumber
from trackntrace.shipping.promise import DeliverBy

ONE = TrackAndTraceNumber("3SABCD1234567")
NOTHING: Any = None
RULE = WrittenOnceRule(
    table="django_parcels_parcel",
    number="number",
    beside=("service", "at"),
    keys=[["transport_id"]],
    name="parcel_written_once",
)


def named(field: Any) -> Any:
    """A field as it is in a model, under the name ``told``."""
    field.set_attributes_from_name("told")
    return field


@pytest.mark.parametrize(
    ("kind", "length", "described", "value", "text"),
    [
        (TrackAndTraceNumberField, 64, "A track & trace number", ONE, "3SABCD1234567"),
        (DeliveryServiceField, 32, "A delivery service", POSTNL, "TNT"),
        (WeekField, 8, "An ISO 8601 week", Week(2026, 41), "2026-W41"),
        (
            PromiseField,
            21,
            "The delivery date that a customer was given",
            DeliverBy(on(7)),
            "2026-10-07 deliver-by",
        ),
    ],
)
def test_a_field_of_text_gives_values_and_takes_values_and_text(
    kind: Any, length: int, described: str, value: object, text: str
) -> None:
    field, optional = named(kind()), named(kind(null=True, max_length=3))

    assert (field.max_length, optional.max_length, field.description) == (length, length, described)
    assert (field.get_internal_type(), field.null, optional.null) == ("CharField", False, True)
    assert optional.deconstruct() == (
        "told",
        f"trackntrace.interop.django_fields.{kind.__name__}",
        [],
        {"null": True},
    )
    assert field.from_db_value(text, None, None) == field.to_python(text) == field.to_python(value) == value
    assert field.get_prep_value(value) == field.get_prep_value(text) == text
    assert field.from_db_value(None, None, None) is field.to_python(None) is field.get_prep_value(None) is None
    for refused in (field.from_db_value, lambda stored, *_: field.get_prep_value(stored)):
        with pytest.raises(InvalidValueError, match=" as told: "):
            refused("\u0663", None, None)
    with pytest.raises(ValidationError) as caught:
        field.to_python(3)
    assert caught.value.code == "invalid"
    assert caught.value.messages == [f"Cannot use 3 as told: expected {kind.text.expected}"]
    assert isinstance(caught.value.__cause__, InvalidValueError)


def test_a_field_of_a_form_is_one_of_text_of_which_nothing_typed_is_nothing() -> None:
    optional, needed = named(WeekField(null=True)).formfield(), named(WeekField()).formfield(label="Week")

    assert (type(optional), type(needed)) == (forms.CharField, forms.CharField)
    assert (optional.max_length, optional.empty_value) == (None, None)
    assert (needed.max_length, needed.empty_value, needed.label) == (None, "", "Week")


def test_fixtures_hold_the_text_of_a_value() -> None:
    parcel = Parcel(transport_id="1", number=ONE, service=POSTNL, at=at(7))
    fields = {field.name: field for field in Parcel._meta.fields}

    assert fields["number"].value_to_string(parcel) == "3SABCD1234567"
    assert fields["promise"].value_to_string(parcel) is None


def test_a_field_of_moments_refuses_what_has_no_offset_by_its_name() -> None:
    field, nameless = named(MomentField()), MomentField()
    naive = at(7).replace(tzinfo=None)

    assert field.description == "A moment"
    assert field.to_python("2026-10-07T12:00:00+02:00") == field.to_python(at(7)) == at(7)
    assert field.from_db_value(at(7), None, None) == at(7)
    assert field.from_db_value(None, None, None) is field.to_python(None) is None
    for each, name in ((field, "told"), (nameless, "moment")):
        with pytest.raises(InvalidValueError, match=f" as {name}: "):
            each.from_db_value(naive, NOTHING, None)
        for wrong in (naive, "noon", 3):
            with pytest.raises(ValidationError, match=f" as {name}: ") as caught:
                each.to_python(wrong)
            assert caught.value.code == "invalid"
            assert isinstance(caught.value.__cause__, InvalidValueError)


def test_a_constraint_is_the_rule_of_its_table() -> None:
    [constraint] = Parcel._meta.constraints
    assert isinstance(constraint, WrittenOnce)
    connection = connections["default"]
    with connection.schema_editor(collect_sql=True) as editor:
        assert constraint.create_sql(Parcel, editor) == ";\n".join(RULE.created(Database.SQLITE))
        assert constraint.remove_sql(Parcel, editor) == ";\n".join(RULE.dropped(Database.SQLITE))
        assert constraint.constraint_sql(Parcel, editor) is None
        assert [str(each) for each in editor.deferred_sql] == list(RULE.created(Database.SQLITE))
        editor.deferred_sql.clear()


@isolate_apps("examples.stores.django_parcels")
def test_the_rule_knows_every_key_of_a_table() -> None:
    class Meta:
        app_label = "django_parcels"
        unique_together = (("a", "b"),)
        constraints = (
            models.UniqueConstraint(fields=["b", "number"], name="both"),
            models.UniqueConstraint("a", name="by expression"),
            models.CheckConstraint(condition=models.Q(a__gt=0), name="positive"),
        )

    fields = {
        "a": models.IntegerField(db_column="first"),
        "b": models.IntegerField(),
        "c": models.IntegerField(unique=True),
        "number": TrackAndTraceNumberField(db_column="nr", null=True),
    }
    kind: Any = type("Keyed", (models.Model,), {"__module__": __name__, "Meta": Meta, **fields})
    constraint = WrittenOnce(name="kept", number="number", beside=["b"], deletion=Deletion.ALLOWED)

    assert constraint._rule(kind) == WrittenOnceRule(
        table="django_parcels_keyed",
        number="nr",
        beside=("b",),
        keys=[["id"], ["c"], ["first", "b"], ["b", "nr"]],
        deletion=Deletion.ALLOWED,
        name="kept",
    )


def test_a_constraint_tells_what_makes_it_again() -> None:
    plain = WrittenOnce(name="a", number="number")
    full = WrittenOnce(
        name="b",
        number="number",
        beside=["service"],
        deletion=Deletion.ALLOWED,
        violation_error_code="once",
        violation_error_message="no",
    )

    assert plain.deconstruct() == (
        "trackntrace.interop.django_constraint.WrittenOnce",
        (),
        {"name": "a", "number": "number"},
    )
    assert full.deconstruct()[2] == {
        "name": "b",
        "number": "number",
        "beside": ("service",),
        "deletion": Deletion.ALLOWED,
        "violation_error_code": "once",
        "violation_error_message": "no",
    }
    assert (plain.violation_error_code, plain.beside, plain.deletion) == ("written-once", (), Deletion.REFUSED)
    assert repr(full) == "<WrittenOnce: name='b' number='number' beside=('service',)>"
    assert plain == WrittenOnce(name="a", number="number") != full
    assert plain != "a"
    assert plain.__eq__("a") is NotImplemented
    assert len({plain, plain, full}) == 2


def test_checks_tell_a_field_that_is_missing_and_a_database_that_is_another() -> None:
    other: Any = type("Other", (), {"vendor": "mysql"})()
    missing = WrittenOnce(name="a", number="nummer", beside=["at", "place"])
    told = [(each.id, each.msg, each.obj) for each in missing.check(Parcel, other)]

    assert told == [
        ("trackntrace.E001", "a: there is no field 'nummer'.", Parcel),
        ("trackntrace.E001", "a: there is no field 'place'.", Parcel),
        (
            "trackntrace.E002",
            "a: Cannot use 'mysql' as database: expected sqlite or postgresql: the rule is written for no other",
            Parcel,
        ),
    ]
    assert WrittenOnce(name="a", number="number").check(Parcel, connections["default"]) == []


def test_a_refusal_is_said_in_our_words_or_in_ones_own() -> None:
    ours = WrittenOnce(name="a", number="number")._refusal("number", ONE, "3SABCD7654321")
    gone = WrittenOnce(name="a", number="number")._refusal("number", ONE, None)
    own = WrittenOnce(name="a", number="number", violation_error_message="%(name)s: no", violation_error_code="once")
    said = own._refusal("number", ONE, None)

    reason = "expected '3SABCD1234567', which was entered before and stays"
    assert (ours.messages, ours.code) == ([f"Cannot use '3SABCD7654321' as number: {reason}"], "written-once")
    assert (gone.messages, gone.code) == ([f"Cannot use None as number: {reason}"], "written-once")
    assert (said.messages, said.code) == (["a: no"], "once")
