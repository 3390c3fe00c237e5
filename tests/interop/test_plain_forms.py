"""Plain forms, each alone: what it takes, how it is described, and the sentence with which it refuses."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest

from tests.builders import NUMBER, PROMISED, SHIPPED, assert_well_told, entry, on
from trackntrace.errors import ConflictError, InvalidValueError, TrackntraceError
from trackntrace.interop.plain_forms import (
    FRACTION,
    NOTHING,
    TEXT,
    WHOLE,
    PlainForm,
    mapping,
    row,
    said_of,
    series,
    text,
    words,
)
from trackntrace.interop.record_forms import one_of, record
from trackntrace.interop.value_forms import covered, form_of, plain, value_of
from trackntrace.moment import Moment, Week, parse_day
from trackntrace.numbers.delivery_services import DeliveryService, MailKind
from trackntrace.numbers.number import TrackAndTraceNumber
from trackntrace.performance.norm import Direction, Scale
from trackntrace.performance.tally import Tally, Undated, WeekOrUndated
from trackntrace.shipping.entry import Entry
from trackntrace.shipping.journey import Journey
from trackntrace.shipping.promise import DeliverBy, DeliverOn
from trackntrace.shipping.transport import Transport

NUMBERS = form_of(TrackAndTraceNumber)
WEEKS = form_of(Week)


class Box:
    """
    A box of somebody's.

    What comes after the first line is not told.
    """

    def __init__(self, name: str = "", size: int = 1) -> None:
        if size > 9:
            raise ConflictError("size", str(size), "expected a box that can be lifted")
        if size < 0:
            raise InvalidValueError("size", str(size), "expected a box with room")
        self.name, self.size = name, size


def boxes() -> PlainForm:
    return record(Box, {"name": TEXT, "size": WHOLE}, required=("name",))


def tagged() -> PlainForm:
    return record(Box, {"name": TEXT}, required=(), tag="box")


def refusal(form: PlainForm, given: object, *place: str) -> str:
    with pytest.raises(TrackntraceError) as caught:
        form.read(given, *place)
    assert_well_told(caught.value)
    return str(caught.value)


def test_texts_whole_numbers_nothing_and_fractions_are_their_own_plain_forms() -> None:
    told = [(form.kinds, form.takes, dict(form.schema), form.ours) for form in (TEXT, WHOLE, NOTHING, FRACTION)]

    assert told == [
        ((), ("string",), {"type": "string"}, ()),
        ((), ("integer",), {"type": "integer"}, ()),
        ((type(None),), ("null",), {"type": "null"}, ()),
        (
            (Fraction,),
            ("string",),
            {"type": "string", "pattern": "^(?:-?[0-9]{1,140}(?:/[0-9]{1,140})?)$", "examples": ["49/50", "0"]},
            (),
        ),
    ]
    assert (TEXT.read("a"), TEXT.write("a"), TEXT.instance("a")) == ("a", "a", "a")
    assert (WHOLE.read(3), WHOLE.write(3), WHOLE.instance(3)) == (3, 3, 3)
    assert NOTHING.read(None) is NOTHING.write(None) is NOTHING.instance(None) is None
    assert (FRACTION.read("-98/100"), FRACTION.read(Fraction(1, 3)), FRACTION.read("7")) == (
        Fraction(-49, 50),
        Fraction(1, 3),
        Fraction(7),
    )
    assert FRACTION.write(Fraction(49, 50)) == "49/50"
    assert FRACTION.read("-" + "9" * 140 + "/" + "7" * 140) == Fraction(-int("9" * 140), int("7" * 140))


@pytest.mark.parametrize(
    ("form", "given", "place", "told"),
    [
        (lambda: TEXT, 3, (), "Cannot use 3 as value: expected a str"),
        (lambda: TEXT, 3, ("name",), "Cannot use 3 as name: expected a str"),
        (lambda: WHOLE, True, (), "Cannot use True as value: expected an int"),
        (lambda: NOTHING, 0, ("end",), "Cannot use 0 as end: expected a NoneType"),
        (lambda: FRACTION, "1/0", (), "Cannot use '1/0' as value: expected a division by something"),
        (lambda: FRACTION, "1/0", ("norm.value",), "Cannot use '1/0' as norm.value: expected a division by something"),
        (lambda: NUMBERS, 3, (), "Cannot use 3 as number: expected text: letters and digits"),
        (lambda: NUMBERS, 3, ("label.number",), "Cannot use 3 as label.number: expected text: letters and digits"),
        (
            lambda: words((Scale, Direction)),
            "wide",
            ("scale",),
            "Cannot use 'wide' as scale: expected one of share, ratio, average, >=, <=",
        ),
        (lambda: row(WHOLE, tuple), "12", ("sizes",), "Cannot use '12' as sizes: expected an array"),
        (lambda: row(WHOLE, tuple), [1, "2"], ("sizes",), "Cannot use '2' as sizes[1]: expected an int"),
        (lambda: series((WHOLE, TEXT)), "12", ("pair",), "Cannot use '12' as pair: expected an array"),
        (lambda: series((WHOLE, TEXT)), [1], (), "Cannot use 1 as value: expected 2 values"),
        (lambda: series((WHOLE, TEXT)), [1, "2", 3], ("pair",), "Cannot use 3 as pair: expected 2 values"),
        (lambda: series((WHOLE, TEXT)), [1, 2], ("pair",), "Cannot use 2 as pair[1]: expected a str"),
        (lambda: mapping(WHOLE), {"a": "1"}, ("sizes",), "Cannot use '1' as sizes.a: expected an int"),
        (lambda: mapping(WHOLE), {1: 1}, ("sizes",), "Cannot use 1 as sizes: expected a str"),
        (lambda: mapping(WHOLE), {1: 1}, (), "Cannot use 1 as name: expected a str"),
        (lambda: mapping(WHOLE), [], ("sizes",), "as sizes: expected an object"),
        (boxes, {}, (), "Cannot use None as name: missing: expected this field"),
        (boxes, {"size": 1}, ("box",), "Cannot use None as box.name: missing: expected this field"),
        (boxes, {"name": "a", "size": "1"}, ("box",), "Cannot use '1' as box.size: expected an int"),
        (boxes, {"name": "a", "hue": 1}, ("box",), "as box.hue: "),
        (boxes, {"name": "a", "size": 10}, ("box",), "Cannot reconcile box.size 10: expected a box that can be lifted"),
        (boxes, {"name": "a", "size": -1}, (), "Cannot use -1 as size: expected a box with room"),
        (boxes, {"name": "a", "kind": "box"}, (), "as kind: "),
        (tagged, {"name": "a"}, ("[2]",), "Cannot use None as [2].kind: missing: expected this field"),
        (tagged, {"name": "a", "kind": "bag"}, ("it",), "Cannot use 'bag' as it.kind: expected box"),
        (lambda: one_of((WHOLE, NOTHING)), "1", (), "Cannot use '1' as value: expected integer or null"),
        (lambda: one_of((WHOLE, NOTHING)), True, ("size",), "Cannot use True as size: expected integer or null"),
    ],
)
def test_a_form_refuses_what_it_does_not_take_and_says_where(
    form: Callable[[], PlainForm], given: object, place: tuple[str, ...], told: str
) -> None:
    assert told in refusal(form(), given, *place)


def test_a_value_that_must_be_there_already_is_of_its_class() -> None:
    assert NUMBERS.instance(NUMBER) is NUMBER
    for place, named in (((), "value"), (("label",), "label")):
        with pytest.raises(InvalidValueError) as caught:
            NUMBERS.instance("3SABCD1234567", *place)
        assert str(caught.value) == f"Cannot use '3SABCD1234567' as {named}: expected a TrackAndTraceNumber"
    with pytest.raises(InvalidValueError, match="'12' as sizes: expected an array"):
        row(WHOLE, tuple).instance("12", "sizes")
    with pytest.raises(InvalidValueError, match="'2026-W41' as value: expected a Week or Undated"):
        form_of(WeekOrUndated).instance("2026-W41")
    with pytest.raises(InvalidValueError, match=r"as seen\.at: "):
        form_of(Moment).instance(SHIPPED.replace(tzinfo=None), "seen.at")
    with pytest.raises(InvalidValueError, match=r"as seen\.at: "):
        form_of(Moment).read(SHIPPED.replace(tzinfo=None), "seen.at")


def test_a_refusal_is_said_of_a_place_where_there_is_one() -> None:
    for place, named in (("", "date"), ("promise.day", "promise.day")):
        with pytest.raises(InvalidValueError, match=f"as {named}: "):
            said_of(place, parse_day, "soon")
    assert said_of("promise.day", parse_day, "2026-10-07") == on(7)


def test_a_text_form_writes_its_text_and_vouches_for_anything_unless_it_is_told_otherwise() -> None:
    form = text(Week, Week.parse, title="Week")

    assert (form.kinds, form.takes, form.ours) == ((Week,), ("string",), ())
    assert form.schema == {"type": "string", "title": "Week"}
    assert form.write(Week(2026, 41)) == "2026-W41"
    assert form.instance(Week(2026, 41)) == Week(2026, 41)
    assert form.read("2026-W41") == Week(2026, 41)
    with pytest.raises(InvalidValueError, match="'soon' as row: "):
        form.read("soon", "row")
    checked = text(Week, Week.parse, write=repr, vouch=lambda week: week.first_day, ours=(Week,))
    assert (checked.ours, checked.write(Week(2026, 41))) == ((Week,), "Week(2026, 41)")
    assert checked.read(Week(2026, 41)) == checked.instance(Week(2026, 41)) == on(5)


def test_words_are_those_of_all_their_sets_in_order() -> None:
    both = words((Scale, Direction))

    assert (both.kinds, both.ours, both.takes) == ((Scale, Direction), (Scale, Direction), ("string",))
    assert both.schema == {"enum": [word.value for kind in (Scale, Direction) for word in kind]}
    for kind in (Scale, Direction):
        for word in kind:
            assert both.read(both.write(word)) is word is both.read(word)


def test_a_row_is_read_into_what_holds_it_and_a_set_is_written_in_order() -> None:
    several, some = row(NUMBERS, tuple), row(WEEKS, frozenset)
    weeks = [Week(2026, number) for number in (9, 10, 41, 52)]

    assert several.read(["3s abcd 1234567", NUMBER]) == several.read((NUMBER, NUMBER)) == (NUMBER, NUMBER)
    assert several.write((NUMBER, NUMBER)) == ["3SABCD1234567"] * 2
    assert some.read(["2026-W41", "2026-W41"]) == frozenset({Week(2026, 41)})
    assert some.read(frozenset(weeks)) == frozenset(weeks)
    assert some.write(frozenset(weeks)) == ["2026-W09", "2026-W10", "2026-W41", "2026-W52"]
    assert row(WEEKS, tuple).write(tuple(reversed(weeks)))[0] == "2026-W52"
    assert (several.kinds, several.takes, several.ours) == ((), ("array",), (TrackAndTraceNumber,))
    assert several.schema == {"type": "array", "items": NUMBERS.schema}


def test_a_series_has_each_value_in_its_place() -> None:
    pair = series((NUMBERS, WHOLE))

    assert pair.read(["3SABCD1234567", 2]) == pair.read((NUMBER, 2)) == (NUMBER, 2)
    assert pair.write((NUMBER, 2)) == ["3SABCD1234567", 2]
    with pytest.raises(ValueError, match="shorter"):
        pair.write((NUMBER,))
    assert (pair.kinds, pair.takes, pair.ours) == ((), ("array",), (TrackAndTraceNumber,))
    assert pair.schema == {
        "type": "array",
        "prefixItems": [NUMBERS.schema, {"type": "integer"}],
        "minItems": 2,
        "maxItems": 2,
    }


def test_values_by_name_are_an_object() -> None:
    named = mapping(WEEKS)

    assert named.read({"a": "2026-W41"}) == {"a": Week(2026, 41)}
    assert named.write({"b": Week(2026, 9), "a": Week(2026, 41)}) == {"b": "2026-W09", "a": "2026-W41"}
    assert (named.kinds, named.takes, named.ours) == ((), ("object",), (Week,))
    assert named.schema == {"type": "object", "additionalProperties": WEEKS.schema}


def test_a_record_is_made_of_its_parts_and_described_by_its_first_line() -> None:
    box = boxes().read({"name": "a"})

    assert (type(box), box.name, box.size) == (Box, "a", 1)
    assert boxes().write(box) == {"name": "a", "size": 1}
    assert (boxes().kinds, boxes().takes, boxes().ours) == ((Box,), ("object",), (Box,))
    assert boxes().schema == {
        "title": "Box",
        "description": "A box of somebody's.",
        "type": "object",
        "properties": {"name": {"type": "string"}, "size": {"type": "integer"}},
        "required": ["name"],
        "additionalProperties": False,
    }


def test_a_record_that_stands_in_for_one_of_several_says_which_it_is() -> None:
    assert tagged().write(Box("a")) == {"kind": "box", "name": "a"}
    assert tagged().read({"name": "a", "kind": "box"}).name == "a"
    assert tagged().schema["properties"] == {"kind": {"const": "box"}, "name": {"type": "string"}}
    assert tagged().schema["required"] == ["kind"]


def test_a_record_may_be_made_and_taken_apart_by_somebody_else() -> None:
    form = record(
        Box,
        {"name": TEXT},
        required=(),
        make=lambda name="none": Box(name.upper()),
        part_of=lambda box, part: f"{part} {box.name}",
    )

    assert (form.read({"name": "a"}).name, form.read({}).name) == ("A", "NONE")
    assert form.write(Box("a")) == {"name": "name a"}


def test_a_record_without_a_docstring_has_an_empty_description() -> None:
    bare = type("Bare", (), {"__doc__": None})

    assert record(bare, {}, required=()).schema["description"] == ""


def test_one_of_several_is_told_by_its_json_type_and_a_value_by_its_class() -> None:
    form = one_of((WEEKS, NOTHING, boxes(), row(NUMBERS, tuple)))

    assert (form.read("2026-W41"), form.read(None), form.read(["3SABCD1234567"])) == (Week(2026, 41), None, (NUMBER,))
    assert (form.read((NUMBER,)), form.reader(None, "")) == ((NUMBER,), None)
    assert form.read({"name": "a"}).name == "a"
    assert (form.write(Week(2026, 41)), form.write(None), form.write("other")) == ("2026-W41", None, "other")
    assert form.kinds == (Week, type(None), Box)
    assert form.takes == ("string", "null", "object", "array")
    assert form.ours == (Week, Box, TrackAndTraceNumber)
    assert form.schema == {"anyOf": [WEEKS.schema, {"type": "null"}, boxes().schema, row(NUMBERS, tuple).schema]}
    assert form.instance(Week(2026, 41)) == Week(2026, 41)


def test_a_member_of_a_union_is_vouched_for_by_its_own_form() -> None:
    assert form_of(Moment | None).read(SHIPPED) is SHIPPED
    with pytest.raises(InvalidValueError, match="offset required"):
        form_of(Moment | None).read(SHIPPED.replace(tzinfo=None))


def test_what_could_not_be_told_apart_is_refused_when_the_form_is_made() -> None:
    for forms in ((WEEKS, NUMBERS), (boxes(), tagged()), (boxes(), mapping(WHOLE)), (tagged(), tagged())):
        with pytest.raises(InvalidValueError) as caught:
            one_of(forms)

        told = f"Cannot use {forms[0].takes[0]!r} as form: expected forms that can be told apart"
        assert str(caught.value) == told


def test_a_record_of_several_is_refused_by_the_member_that_should_tell_which_it_is() -> None:
    bags = record(Box, {"name": TEXT}, required=("name",), tag="bag")
    either = one_of((tagged(), bags, NOTHING))

    assert (either.read({"kind": "bag", "name": "a"}).name, either.read(None)) == ("a", None)
    for given, told in (
        ({}, "Cannot use None as it.kind: missing: expected this field"),
        ({"kind": "never"}, "Cannot use 'never' as it.kind: expected one of box, bag"),
        ({"kind": ["box"]}, "Cannot use a value of type list as it.kind: expected one of box, bag"),
        ({"kind": "bag"}, "Cannot use None as it.name: missing: expected this field"),
        ({"kind": "box", "name": 3}, "Cannot use 3 as it.name: expected a str"),
        ({3: "box"}, "Cannot use 3 as it: expected a str"),
    ):
        assert refusal(either, given, "it") == told


def test_the_values_that_are_texts_are_described_by_pattern_format_and_example() -> None:
    told = {kind: dict(form_of(kind).schema) for kind in (TrackAndTraceNumber, Week, Moment, WeekOrUndated, Tally)}
    week = {
        "type": "string",
        "pattern": "^(?:[0-9]{4}-W[0-9]{2})$",
        "examples": ["2026-W40"],
        "description": "a week as ISO 8601 counts them",
    }

    assert told == {
        TrackAndTraceNumber: {
            "type": "string",
            "pattern": "^(?:[0-9A-Z](?:[0-9A-Z/._-]{0,62}[0-9A-Z])?)$",
            "maxLength": 64,
            "examples": ["3SABCD1234567"],
            "description": "a track & trace number; spaces and small letters are put right when it is read",
        },
        Week: week,
        Moment: {
            "type": "string",
            "format": "date-time",
            "examples": ["2026-10-02T14:00:00+02:00"],
            "description": "a moment with its offset",
        },
        WeekOrUndated: {"anyOf": [week, {"const": "undated"}]},
        Tally: {"type": "object", "title": "Tally", "description": "a tally's file"},
    }


def test_a_service_is_described_as_its_code_or_as_all_of_it() -> None:
    code, described = form_of(DeliveryService).schema["anyOf"]

    assert code == {
        "type": "string",
        "pattern": "^(?:[0-9A-Z](?:[0-9A-Z_-]{0,30}[0-9A-Z])?)$",
        "examples": ["TNT", "DHLFORYOU"],
        "description": "a delivery service by the marketplace's code, such as TNT for PostNL",
    }
    assert (described["title"], described["required"]) == ("DeliveryService", ["code"])
    assert form_of(DeliveryService).takes == ("string", "object")
    assert form_of(DeliveryService).ours == form_of(DeliveryService).kinds == (DeliveryService,)


def test_a_service_of_a_listed_code_that_is_known_otherwise_here_is_written_as_all_of_it() -> None:
    known = DeliveryService.parse("TNT")
    other = DeliveryService("TNT", name="Our post", carrier=known.carrier, mail=MailKind.LETTER_MAIL)

    assert plain(known) == "TNT"
    assert plain(other) == {
        "code": "TNT",
        "name": "Our post",
        "carrier": known.carrier,
        "mail": "letter-mail",
        "number_expectation": "unclear",
        "source": "not listed",
    }
    assert (value_of(DeliveryService, plain(other)).name, value_of(DeliveryService, "TNT").name) == (
        "Our post",
        known.name,
    )


def test_a_transport_is_read_from_any_of_its_parts_and_written_with_all() -> None:
    assert value_of(Transport, {}) == Transport()
    assert plain(Transport("t-1").enter(entry())) == {
        "transport_id": "t-1",
        "journey": {"events": []},
        "entries": [plain(entry())],
        "notes": [],
    }
    assert form_of(Transport).schema["required"] == []


def test_a_week_may_be_undated_where_it_may() -> None:
    form = form_of(WeekOrUndated)

    assert (form.read("undated"), form.read("2026-W41")) == (Undated.UNDATED, Week(2026, 41))
    assert (form.write(Undated.UNDATED), form.write(Week(2026, 41))) == ("undated", "2026-W41")
    with pytest.raises(InvalidValueError, match=r"'dated' as row\.week: "):
        form.read("dated", "row.week")


def test_the_form_of_unions_collections_and_days_follows_from_their_parts() -> None:
    assert form_of(Entry | None).takes == ("object", "null")
    assert form_of(tuple[Week, ...]).schema == {"type": "array", "items": WEEKS.schema}
    assert form_of(frozenset[Week]).read(["2026-W41"]) == frozenset({Week(2026, 41)})
    assert form_of(tuple[Week, int]).schema["maxItems"] == 2
    assert form_of(type(on(7))).schema == {"type": "string", "format": "date", "examples": ["2026-10-02"]}
    assert form_of(Scale | Direction | None).schema["anyOf"][1] == words((Scale, Direction)).schema
    assert [covered(kind) for kind in (Entry | None, tuple[Week, ...], tuple[int, ...], int | None)] == [
        True,
        True,
        False,
        False,
    ]


@pytest.mark.parametrize(("kind", "named"), [(list, "'list'"), (dict[str, int], "'dict[str, int]'"), (3, "'3'")])
def test_what_has_no_plain_form_is_named(kind: Any, named: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        form_of(kind)

    assert str(caught.value) == f"Cannot use {named} as form: expected a kind of values that has a plain form"


def test_whoever_writes_a_value_may_say_what_it_is() -> None:
    assert plain(SHIPPED) == plain(SHIPPED, Moment) == "2026-10-06T16:00:00+02:00"
    assert plain((NUMBER,), tuple[TrackAndTraceNumber, ...]) == ["3SABCD1234567"]
    assert plain(PROMISED, DeliverBy | DeliverOn) == {"kind": "deliver-by", "day": "2026-10-07"}
    assert plain(Journey()) == {"events": []}


@pytest.mark.parametrize(
    ("given", "place", "told"),
    [
        ({}, "", "document"),
        ({"format": "trackntrace-tally", "version": 2}, "tallies[0]", "tallies[0].version"),
        ({"a": {1, 2}}, "", "tally"),
        ({"a": {1, 2}}, "tallies[0]", "tallies[0]"),
    ],
)
def test_a_tally_that_cannot_be_read_is_refused_by_its_place(given: Any, place: str, told: str) -> None:
    with pytest.raises(TrackntraceError) as caught:
        form_of(Tally).read(given, place)

    assert caught.value.field.startswith(told) or told == "document"
    if isinstance(given.get("a"), set):
        assert (caught.value.field, caught.value.reason) == (told, "expected the JSON of a tally's file")
