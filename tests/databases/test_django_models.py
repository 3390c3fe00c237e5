"""Our values as fields of Django's models, and the number that a database lets nobody change, on SQLite and PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta, timezone
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

import pytest

pytest.importorskip("tests.databases.django_project", reason="needs Django")

from django import forms
from django.core import checks, serializers
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import IntegrityError, NotSupportedError, connections, migrations, models, transaction
from django.db.migrations.state import ProjectState
from django.db.migrations.writer import MigrationWriter
from django.db.models.functions import Lower
from django.test.utils import isolate_apps
from django.utils.connection import ConnectionDoesNotExist
from examples.stores.django_parcels.models import Parcel
from examples.stores.django_parcels.store import DjangoStore
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.builders import at
from tests.databases import django_project
from tests.databases.postgresql import Server
from trackntrace.errors import InvalidValueError
from trackntrace.interop.django_constraint import WrittenOnce
from trackntrace.interop.django_fields import (
    DeliveryServiceField,
    MomentField,
    PromiseField,
    TrackAndTraceNumberField,
    WeekField,
)
from trackntrace.interop.written_once_rule import SIGN, Deletion
from trackntrace.moment import Week, moment_of, parse_moment
from trackntrace.numbers.delivery_services import DHL, POSTNL, DeliveryService
from trackntrace.numbers.number import TrackAndTraceNumber
from trackntrace.shipping.promise import DeliverBy, DeliverOn
from trackntrace.testing.interleaving import raced
from trackntrace.testing.look_alikes import MOMENTS, NUMBERS
from trackntrace.testing.written_once import assert_written_once, thorough

ONE, OTHER = TrackAndTraceNumber("3SABCD1234567"), TrackAndTraceNumber("3SABCD7654321")
DATABASES = ["default", pytest.param("postgresql", marks=pytest.mark.database)]


@pytest.fixture(params=DATABASES)
def using(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The alias of a database in which only the migrations were run."""
    alias: str = request.param
    if alias == "default":
        django_project.move(alias, NAME=str(tmp_path / "shop.sqlite"))
    else:
        server: Server = request.getfixturevalue("server")
        django_project.move(alias, PORT=server.port, OPTIONS={"options": f"-c search_path={server.create_schema()}"})
    call_command("migrate", database=alias, verbosity=0)
    yield alias
    connections[alias].close()


def parcels(using: str) -> Any:
    return Parcel.objects.using(using)


def numbered(using: str) -> Parcel:
    parcels(using).create(transport_id="2", service=POSTNL, at=at(7))
    made: Parcel = parcels(using).create(transport_id="1", number=ONE, service=POSTNL, at=at(7))
    return made


def _field(name: str) -> models.Field[Any, Any]:
    return next(field for field in Parcel._meta.fields if field.name == name)


def by_hand(using: str, statement: str) -> int:
    with transaction.atomic(using=using), connections[using].cursor() as cursor:
        cursor.execute(statement)
        return int(cursor.rowcount)


def kept(using: str) -> list[tuple[str, str | None, str]]:
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT transport_id, number, service FROM django_parcels_parcel ORDER BY 1")
        return [tuple(row) for row in cursor.fetchall()]


def in_milliseconds(moment: datetime) -> datetime:
    """What Django's JSON keeps of any moment."""
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


DAYS = st.dates(date(2000, 1, 1), date(2199, 12, 30))
OFFSETS = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
ROWS = st.fixed_dictionaries(
    {
        "number": st.none()
        | st.sampled_from(NUMBERS)
        | st.from_regex("[0-9A-Z]([0-9A-Z/._-]{0,62}[0-9A-Z])?", fullmatch=True).map(TrackAndTraceNumber),
        "service": st.sampled_from((POSTNL, DHL, DeliveryService("NEW-COMER_1"))),
        "counted_in": st.none() | DAYS.map(Week.of),
        "promise": st.none() | st.builds(DeliverBy, DAYS) | st.builds(DeliverOn, DAYS),
        "at": st.sampled_from(MOMENTS)
        | st.datetimes(datetime(2001, 1, 1), datetime(2199, 1, 1), timezones=OFFSETS).map(moment_of),  # noqa: DTZ001
    }
)


@pytest.mark.law
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(row=ROWS)
def test_a_parcel_is_read_as_it_was_written(using: str, row: dict[str, Any]) -> None:
    place = str(parcels(using).count())
    parcels(using).create(transport_id=place, **row)
    read = parcels(using).get(transport_id=place)
    [again] = serializers.deserialize("json", serializers.serialize("json", [read]))

    assert {name: getattr(read, name) for name in row} == row
    assert type(read.promise) is type(row["promise"])
    assert {name: getattr(again.object, name) for name in row} == row | {"at": in_milliseconds(row["at"])}


def test_parcels_are_found_by_values_and_by_what_is_typed(using: str) -> None:
    numbered(using)

    assert parcels(using).get(number=ONE).transport_id == "1"
    assert parcels(using).get(number="3s abcd 1234567").transport_id == "1"
    assert parcels(using).get(number__startswith="3SABCD").transport_id == "1"
    assert parcels(using).get(number__isnull=True).transport_id == "2"
    assert parcels(using).filter(service="TNT", at__lte=at(7)).count() == 2


def test_weeks_promises_and_moments_are_in_the_order_of_time(using: str) -> None:
    for place, day in enumerate((date(2026, 12, 31), date(2027, 1, 4), date(2026, 2, 1))):
        told = parse_moment(f"{day}T01:00:00+02:00")
        parcels(using).create(
            transport_id=str(place), service=POSTNL, at=told, counted_in=Week.of(day), promise=DeliverBy(day)
        )
    orders = [
        "".join(parcels(using).order_by(name).values_list("transport_id", flat=True))
        for name in ("at", "counted_in", "promise")
    ]

    assert orders == ["201"] * 3
    assert parcels(using).get(promise__gt=DeliverOn(date(2026, 12, 31))).transport_id == "1"


@pytest.mark.parametrize(
    ("column", "text"),
    [
        ("number", "3sabcd1234567"),
        ("number", ""),
        ("service", "tnt"),
        ("counted_in", "2025-W53"),
        ("promise", "2026-02-30 deliver-by"),
    ],
)
def test_what_no_field_of_ours_wrote_is_refused_by_its_name(using: str, column: str, text: str) -> None:
    parcels(using).create(transport_id="2", service=POSTNL, at=at(7))
    by_hand(using, f"UPDATE django_parcels_parcel SET {column} = '{text}'")
    with pytest.raises(InvalidValueError) as caught:
        parcels(using).get()

    assert (caught.value.field, caught.value.shown) == (column, repr(text))


def test_a_moment_out_of_all_years_is_refused_by_its_name(using: str) -> None:
    parcels(using).create(transport_id="2", service=POSTNL, at=at(7))
    by_hand(using, "UPDATE django_parcels_parcel SET at = '1999-01-01 12:00:00'")

    with pytest.raises(InvalidValueError, match="as at: expected a year from 2000"):
        parcels(using).get()


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("number", "3sabcd\u200b"),
        ("number", 12345678),
        ("service", "tnt"),
        ("counted_in", date(2026, 10, 2)),
        ("promise", date(2026, 10, 2)),
    ],
)
def test_what_is_no_such_value_is_not_saved(using: str, column: str, value: object) -> None:
    with pytest.raises(InvalidValueError) as caught:
        parcels(using).create(**{"transport_id": "1", "service": POSTNL, "at": at(7), column: value})

    assert caught.value.field == column
    assert not parcels(using).exists()


def test_a_moment_without_an_offset_is_not_saved(using: str) -> None:
    with pytest.raises(ValidationError, match="offset required"):
        parcels(using).create(transport_id="1", service=POSTNL, at=datetime(2026, 10, 7))  # noqa: DTZ001


def test_the_contract_holds_where_the_database_is_the_only_guard(using: str) -> None:
    assert_written_once(lambda: DjangoStore(using), settings=thorough(runs=6, steps=25))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE django_parcels_parcel SET number = '3SABCD7654321' WHERE transport_id = '1'",
        "UPDATE django_parcels_parcel SET number = '3sabcd1234567'",
        "UPDATE django_parcels_parcel SET number = NULL WHERE transport_id = '1'",
        "UPDATE django_parcels_parcel SET service = 'DHL' WHERE transport_id = '1'",
        "UPDATE django_parcels_parcel SET transport_id = '3' WHERE transport_id = '1'",
        "DELETE FROM django_parcels_parcel",
    ],
)
def test_nobody_changes_a_number_by_hand(using: str, statement: str) -> None:
    numbered(using)
    before = kept(using)
    with pytest.raises(IntegrityError, match=SIGN):
        by_hand(using, statement)

    assert kept(using) == before


def test_nobody_changes_a_number_by_django(using: str) -> None:
    parcel = numbered(using)
    parcel.number = OTHER
    attempts = [
        parcel.save,
        parcel.delete,
        partial(parcels(using).filter(number=ONE).update, service=DHL),
        partial(parcels(using).bulk_update, [parcel], ["number"]),
        partial(
            parcels(using).bulk_create,
            [parcel],
            update_conflicts=True,
            unique_fields=["transport_id"],
            update_fields=["number"],
        ),
        parcels(using).all().delete,
    ]
    for attempt in attempts:
        with pytest.raises(IntegrityError, match=SIGN), transaction.atomic(using=using):
            attempt()

    assert kept(using)[0] == ("1", "3SABCD1234567", "TNT")


def test_what_changes_no_number_is_done(using: str) -> None:
    parcel = numbered(using)
    parcel.promise = DeliverBy(date(2026, 10, 8))
    parcel.save()
    parcels(using).filter(transport_id="2").update(number=OTHER, service=DHL)

    assert kept(using) == [("1", "3SABCD1234567", "TNT"), ("2", "3SABCD7654321", "DHL")]
    assert parcels(using).get(transport_id="1").promise == parcel.promise


def test_of_writers_at_once_who_do_not_look_exactly_one_wins(using: str) -> None:
    numbered(using)
    numbers = [TrackAndTraceNumber(f"3SABCD000000{place}") for place in range(5)]

    @contextmanager
    def connected() -> Iterator[Any]:
        yield parcels(using).filter(transport_id="2")
        connections[using].close()

    def write(parcel: Any, number: TrackAndTraceNumber) -> bool:
        try:
            with transaction.atomic(using=using):
                parcel.update(number=number)
                return True
        except IntegrityError:
            return False

    won = raced(connected, [partial(write, number=number) for number in numbers], [4] * 5)

    assert sum(won) == 1
    assert kept(using)[1][1] == str(numbers[won.index(True)])


def test_full_clean_says_beforehand_what_the_database_would_refuse(using: str) -> None:
    parcel = numbered(using)
    parcel.number, parcel.service = "3s abcd 7654321", DHL
    with pytest.raises(ValidationError) as caught:
        parcel.full_clean(validate_unique=False)

    assert caught.value.message_dict == {
        "number": [
            "Cannot use '3SABCD7654321' as number: expected '3SABCD1234567', which was entered before and stays"
        ],
        "service": ["Cannot use 'DHL' as service: expected 'TNT', which was entered before and stays"],
    }
    assert [error.code for error in caught.value.error_dict["number"]] == ["written-once"]


def test_full_clean_looks_into_the_database_that_is_named(using: str) -> None:
    parcel = numbered(using)
    [rule] = Parcel._meta.constraints

    rule.validate(Parcel, parcel, using=using)
    with pytest.raises(ConnectionDoesNotExist, match="nowhere"):
        rule.validate(Parcel, parcel, using="nowhere")


def test_full_clean_lets_through_what_changes_nothing_and_what_comes_late(using: str) -> None:
    parcel = numbered(using)
    parcel.number = "3sabcd 1234567"
    parcel.full_clean(validate_unique=False)
    without = parcels(using).get(transport_id="2")
    without.number, without.service = OTHER, DHL
    without.full_clean(validate_unique=False)
    without.save()

    assert parcel.number == ONE
    assert kept(using)[1] == ("2", "3SABCD7654321", "DHL")


class ParcelForm(forms.ModelForm):  # type: ignore[type-arg]  # Django's own class takes no parameter when it runs
    class Meta:
        model = Parcel
        fields = ("transport_id", "number", "service", "counted_in", "promise")


@pytest.fixture
def default(tmp_path: Path) -> Iterator[None]:
    django_project.move("default", NAME=str(tmp_path / "shop.sqlite"))
    call_command("migrate", verbosity=0)
    yield
    connections["default"].close()


@pytest.mark.usefixtures("default")
def test_a_form_reads_what_people_type_and_says_what_is_wrong_in_our_words() -> None:
    typed = {"transport_id": "1", "service": "TNT", "number": " 3s abcd 1234567", "promise": "2026-10-08 deliver-by"}
    good = ParcelForm(typed)
    bad = ParcelForm(typed | {"number": "3S*", "counted_in": "2025-W53"})

    assert good.is_valid(), good.errors
    assert (good.instance.number, good.instance.counted_in) == (ONE, None)
    assert dict(bad.errors) == {
        "number": ["Cannot use '3S*' as number: expected letters and digits, with spaces or - / . _ inside only"],
        "counted_in": ["Cannot use '2025-W53' as counted_in: expected a week that exists: 2025 has 52"],
    }


@pytest.mark.usefixtures("default")
def test_a_form_shows_a_value_as_it_is_written() -> None:
    page = ParcelForm(instance=numbered("default")).as_p()

    assert 'value="3SABCD1234567"' in page
    assert 'value="TNT"' in page


def test_the_migration_is_what_the_model_says(using: str) -> None:
    call_command("makemigrations", check_changes=True, dry_run=True, verbosity=0)

    assert not checks.run_checks(databases=[using])


def test_a_migration_takes_the_rule_away_and_puts_it_back(using: str) -> None:
    numbered(using)
    [rule] = Parcel._meta.constraints
    state = ProjectState.from_apps(Parcel._meta.apps)
    without = migrations.RemoveConstraint("parcel", rule.name)
    forward = state.clone()
    without.state_forwards("django_parcels", forward)
    with connections[using].schema_editor() as editor:
        without.database_forwards("django_parcels", editor, state, forward)
    by_hand(using, "UPDATE django_parcels_parcel SET number = '3SABCD7654321' WHERE transport_id = '1'")
    back = migrations.AddConstraint("parcel", rule)
    with connections[using].schema_editor() as editor:
        back.database_forwards("django_parcels", editor, forward, state)

    with pytest.raises(IntegrityError, match=SIGN):
        by_hand(using, "UPDATE django_parcels_parcel SET number = '3SABCD1234567' WHERE transport_id = '1'")
    with pytest.raises(IntegrityError, match=SIGN):
        by_hand(using, "DELETE FROM django_parcels_parcel")


def test_the_rule_stays_when_the_table_is_changed(using: str) -> None:
    numbered(using)
    weight: models.IntegerField[int, int] = models.IntegerField(default=1)
    weight.set_attributes_from_name("weight")
    text: models.TextField[str, str] = models.TextField(default="")
    text.set_attributes_from_name("counted_in")
    text.model = Parcel
    with connections[using].schema_editor() as editor:
        editor.add_field(Parcel, weight)
    with connections[using].schema_editor() as editor:
        editor.alter_field(Parcel, _field("counted_in"), text)

    with pytest.raises(IntegrityError, match=SIGN):
        by_hand(using, "UPDATE django_parcels_parcel SET number = '3SABCD7654321' WHERE transport_id = '1'")


@pytest.mark.database
@pytest.mark.parametrize("using", ["postgresql"], indirect=True)
def test_postgresql_does_not_change_the_kind_of_a_column_that_the_rule_guards(using: str) -> None:
    text: models.TextField[str, str] = models.TextField(null=True)
    text.set_attributes_from_name("number")
    text.model = Parcel
    with pytest.raises(NotSupportedError, match="used in a trigger"), connections[using].schema_editor() as editor:
        editor.alter_field(Parcel, _field("number"), text)


def test_a_constraint_and_the_fields_are_written_into_a_migration_and_read_from_it() -> None:
    made = [
        WrittenOnce(name="a", number="number"),
        WrittenOnce(
            name="b", number="number", beside=["service"], deletion=Deletion.ALLOWED, violation_error_message="no"
        ),
    ]
    for constraint in made:
        path, args, options = constraint.deconstruct()
        assert path == "trackntrace.interop.django_constraint.WrittenOnce"
        assert WrittenOnce(*args, **options) == constraint == constraint.clone()
        assert "WrittenOnce(" in MigrationWriter.serialize(constraint)[0]
    assert made[0] != made[1]
    assert "violation_error_code" not in made[0].deconstruct()[2]
    for field in (
        TrackAndTraceNumberField(null=True),
        DeliveryServiceField(),
        WeekField(),
        PromiseField(blank=True),
        MomentField(),
    ):
        _, path, args, options = field.deconstruct()
        assert path == f"trackntrace.interop.django_fields.{type(field).__name__}"
        assert "max_length" not in options
        assert type(field)(*args, **options).deconstruct()[1:] == field.deconstruct()[1:]


def test_a_code_of_ones_own_is_written_into_a_migration_and_told(using: str) -> None:
    parcel = numbered(using)
    parcel.number = OTHER
    own = WrittenOnce(name="own", number="number", violation_error_code="too-late")
    with pytest.raises(ValidationError) as caught:
        own.validate(Parcel, parcel, using=using)

    assert own.deconstruct()[1:] == ((), {"name": "own", "number": "number", "violation_error_code": "too-late"})
    assert own.clone() == own != WrittenOnce(name="own", number="number")
    assert [error.code for error in caught.value.error_dict["number"]] == ["too-late"]


def test_constraints_that_are_equal_are_one_in_a_set_and_show_themselves() -> None:
    one, other = (WrittenOnce(name=name, number="number", beside=["service"]) for name in "ab")

    assert {one, one.clone(), other} == {one, other}
    assert hash(one) == hash(one.clone()) != hash(other)
    assert one != "a"
    assert repr(one) == "<WrittenOnce: name='a' number='number' beside=('service',)>"


@pytest.mark.usefixtures("default")
@isolate_apps("examples.stores.django_parcels")
def test_a_row_of_a_key_of_several_columns_is_not_replaced_in_sqlite() -> None:
    key: Any = getattr(models, "CompositePrimaryKey", None)
    if key is None:
        pytest.skip("such keys came with Django 5.2")

    class Place(models.Model):
        pk = key("shelf", "floor")
        shelf: models.TextField[str, str] = models.TextField()
        floor: models.TextField[str, str] = models.TextField(db_column="the floor")
        number = TrackAndTraceNumberField(null=True)

        class Meta:
            app_label = "django_parcels"
            db_table = "places"
            constraints: ClassVar = [WrittenOnce(name="place_rule", number="number")]

    with connections["default"].schema_editor() as editor:
        editor.create_model(Place)
    Place.objects.create(shelf="S", floor="F", number=ONE)

    replace = """INSERT OR REPLACE INTO places (shelf, "the floor") VALUES ({})"""
    with pytest.raises(IntegrityError, match=SIGN):
        by_hand("default", replace.format("'S', 'F'"))
    assert by_hand("default", replace.format("'S', 'G'")) == by_hand("default", replace.format("'T', 'F'")) == 1


@pytest.mark.usefixtures("default")
@isolate_apps("examples.stores.django_parcels")
def test_a_row_whose_key_is_nought_is_a_row_and_one_without_a_key_is_none_yet() -> None:
    class Slot(models.Model):
        slot: models.IntegerField[int, int] = models.IntegerField(primary_key=True)
        number = TrackAndTraceNumberField(null=True)

        class Meta:
            app_label = "django_parcels"
            db_table = "slots"
            constraints: ClassVar = [WrittenOnce(name="slot_rule", number="number")]

    with connections["default"].schema_editor() as editor:
        editor.create_model(Slot)
    Slot.objects.create(slot=0, number=ONE)
    [rule] = Slot._meta.constraints

    rule.validate(Slot, Slot(number=OTHER))
    rule.validate(Slot, Slot(slot=1, number=OTHER))
    with pytest.raises(ValidationError, match="which was entered before and stays"):
        rule.validate(Slot, Slot(slot=0, number=OTHER))


@pytest.mark.usefixtures("default")
@isolate_apps("examples.stores.django_parcels")
def test_a_row_is_not_replaced_by_any_other_key_in_sqlite() -> None:
    class Box(models.Model):
        number = TrackAndTraceNumberField(null=True)
        label: models.TextField[str, str] = models.TextField(unique=True)
        shelf: models.TextField[str, str] = models.TextField()
        floor: models.TextField[str, str] = models.TextField(db_column="the floor")
        shop: models.TextField[str, str] = models.TextField()

        class Meta:
            app_label = "django_parcels"
            db_table = "boxes"
            unique_together: ClassVar = [("shelf", "floor")]
            constraints: ClassVar = [
                models.UniqueConstraint(fields=["shop"], name="one_shop"),
                models.UniqueConstraint(Lower("shop"), name="one_shop_in_any_case"),
                WrittenOnce(name="rule", number="number"),
            ]

    with connections["default"].schema_editor() as editor:
        editor.create_model(Box)
    Box.objects.create(id=1, number=ONE, label="L", shelf="S", floor="F", shop="X")

    replace = """INSERT OR REPLACE INTO boxes (id, number, label, shelf, "the floor", shop) VALUES ({})"""
    for same in (
        "1, NULL, 'M', 'T', 'G', 'Y'",
        "2, NULL, 'L', 'T', 'G', 'Y'",
        "2, NULL, 'M', 'S', 'F', 'Y'",
        "2, NULL, 'M', 'T', 'G', 'X'",
    ):
        with pytest.raises(IntegrityError, match=SIGN):
            by_hand("default", replace.format(same))
    assert by_hand("default", replace.format("2, NULL, 'M', 'S', 'G', 'Y'")) == 1


def test_words_of_ones_own_are_said_instead(using: str) -> None:
    parcel = numbered(using)
    parcel.number = OTHER
    own = WrittenOnce(name="own", number="number", violation_error_message="%(name)s: too late")
    with pytest.raises(ValidationError) as caught:
        own.validate(Parcel, parcel, using=using)
    own.validate(Parcel, parcel, exclude={"number"}, using=using)

    assert caught.value.message_dict == {"number": ["own: too late"]}


def test_a_rule_that_could_not_hold_is_told_by_the_checks(using: str) -> None:
    connection = connections[using]
    [missing] = WrittenOnce(name="a", number="nummer").check(Parcel, connection)
    other = type("Other", (), {"vendor": "mysql"})()
    [elsewhere] = WrittenOnce(name="a", number="number").check(Parcel, other)

    assert (missing.id, missing.msg) == ("trackntrace.E001", "a: there is no field 'nummer'.")
    assert elsewhere.id == "trackntrace.E002"
    assert "expected sqlite or postgresql" in elsewhere.msg
