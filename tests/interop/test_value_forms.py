"""The plain forms of our values: nothing is lost, nothing slips by, and the schema says the same."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

import pytest
from attrs import has
from hypothesis import given
from hypothesis import strategies as st

import trackntrace
from tests.builders import HOSTILE_TEXTS, NO_TEXTS, NUMBER, Hostile, assert_well_told, at, entry, refused
from tests.interop.made_values import ANY_VALUE, OWN_SERVICE, UNREADABLE, VALUES, WRITTEN
from trackntrace import (
    AlreadyEnteredError,
    CancellationFacts,
    DeliverBy,
    DeliverOn,
    DeliveryService,
    Entry,
    ExcusedItems,
    InvalidValueError,
    Journey,
    Moment,
    Norm,
    QuestionFacts,
    ReturnFacts,
    Score,
    Shipment,
    Tally,
    TrackAndTraceNumber,
    TrackntraceError,
    Transport,
    Week,
)
from trackntrace.interop.plain_forms import series
from trackntrace.interop.value_forms import covered, form_of, plain, value_of
from trackntrace.shipping.promise import Promise

RESULTS = {
    *("AffectedItem", "AnswerExplanation", "Comparison", "EvidenceList", "Explanation", "Outlook", "PendingItem"),
    *("Reconciliation", "Reproduction", "Revision", "Row", "ScoreChange", "Scorecard", "Search", "Unsettled"),
    *("WeekFigure", "WeekScore", "WhatIf", "Examination"),
}
"""What is worked out of a tally or of evidence, and is worked out again in no time."""

STRATEGIES = {
    *("Alternatives", "AnswerReadings", "Change", "CountedStandard", "DeliveryDays", "Editions", "ReadAs", "Readings"),
    *("Replay", "Scenario", "ServiceStandard", "Way"),
}
"""What holds functions or is code itself: the rules, and how open questions are read."""

PICTURES = {"Conflict", "Picture", "Piece"}
"""What may hold nearly anything: a picture is put together again from what was told."""


ODD: list[object] = [*HOSTILE_TEXTS, *NO_TEXTS, [Hostile()], {"kind": []}, {"kind": Hostile()}, {1: 2}]


def classes() -> dict[str, type]:
    found = {name: getattr(trackntrace, name) for name in trackntrace.__all__}
    return {name: each for name, each in found.items() if isinstance(each, type) and (has(each) or _named(each))}


def _named(kind: type) -> bool:
    return issubclass(kind, tuple) and hasattr(kind, "_fields")


def kind_of(value: object) -> Any:
    return Moment if type(value).__name__ == "datetime" else type(value)


def same(one: Any, other: Any) -> bool:
    """Equal in what is printed too: two services of one code may differ in name, and equal moments in their offset."""
    return bool(one == other) and repr(one) == repr(other) and plain(one) == plain(other)


def through_json(form: Any) -> Any:
    return json.loads(json.dumps(form))


def test_every_value_has_a_plain_form_or_is_known_to_have_none() -> None:
    formless = {name for name, kind in classes().items() if not covered(kind)}

    assert formless == RESULTS | STRATEGIES | PICTURES


def test_every_class_with_a_plain_form_is_tried_here() -> None:
    tried = {type(value) for value in VALUES}

    assert not {name for name, kind in classes().items() if covered(kind) and kind not in tried}


@pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)
def test_what_is_written_is_read_again(value: Any) -> None:
    written = through_json(plain(value))

    assert same(value_of(kind_of(value), written), value)


@pytest.mark.law
@given(ANY_VALUE)
def test_a_plain_form_loses_nothing(value: Any) -> None:
    """Writing a value, sending it as JSON and reading it gives the value, to the offset of each moment."""
    assert same(value_of(kind_of(value), through_json(plain(value))), value)


@pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)
def test_a_value_that_is_there_already_is_taken_as_it_is(value: Any) -> None:
    assert value_of(kind_of(value), value) == value
    assert form_of(kind_of(value)).instance(value) == value


def test_values_may_stand_between_plain_forms() -> None:
    read = value_of(Entry, {"number": NUMBER, "service": "TNT", "at": at(7)})

    assert read == entry(at=at(7))


def test_a_service_that_is_listed_is_its_code_and_one_that_is_named_here_is_all_of_it() -> None:
    assert plain(DeliveryService.parse("TNT")) == "TNT"
    assert plain(OWN_SERVICE)["name"] == "Bicycles & Co"
    assert value_of(DeliveryService, plain(OWN_SERVICE)).name == "Bicycles & Co"
    assert [each["type"] for each in form_of(DeliveryService).schema["anyOf"]] == ["string", "object"]


@pytest.mark.parametrize("kind", [ReturnFacts, CancellationFacts, QuestionFacts, ExcusedItems])
def test_facts_are_told_in_full(kind: Any) -> None:
    first = kind._fields[0]

    assert form_of(kind).schema["required"] == list(kind._fields) == list(form_of(kind).schema["properties"])
    assert refused(value_of, kind, {}) == f"Cannot use None as {first}: missing: expected this field"


def test_a_number_that_nobody_can_read_is_kept_apart_from_one_that_was_read() -> None:
    assert plain(entry(UNREADABLE))["number"] == {"raw": "\u202e no number"}
    assert plain(entry())["number"] == "3SABCD1234567"


def test_the_two_promises_say_which_they_are() -> None:
    by, on = ({"kind": kind, "day": "2026-10-07"} for kind in ("deliver-by", "deliver-on"))

    assert type(value_of(Promise, by)) is DeliverBy
    assert type(value_of(Promise, on)) is DeliverOn
    with pytest.raises(InvalidValueError, match="kind: expected deliver-by"):
        value_of(DeliverBy, on)
    with pytest.raises(InvalidValueError, match="expected one of deliver-by, deliver-on"):
        value_of(Promise, {"kind": "deliver-never", "day": "2026-10-07"})
    with pytest.raises(InvalidValueError, match="kind: missing"):
        value_of(Promise, {"day": "2026-10-07"})


def test_a_transport_is_written_again_under_its_own_rule() -> None:
    twice = plain(WRITTEN)
    twice["entries"].append(plain(entry(TrackAndTraceNumber("3SWXYZ7654321"))))

    with pytest.raises(AlreadyEnteredError) as caught:
        value_of(Transport, twice)

    assert str(caught.value.given.number) == "3SABCD1234567"


@pytest.mark.parametrize(
    ("kind", "given_", "field"),
    [
        (Entry, {"at": "2026-10-07T12:00:00"}, "at"),
        (Entry, {}, "at"),
        (Entry, {"at": "2026-10-07T12:00:00Z", "colour": "blue"}, "colour"),
        (Entry, {"at": "2026-10-07T12:00:00Z", "number": 3}, "number"),
        (Entry, {"at": "2026-10-07T12:00:00Z", "label": {"label_id": "1", "number": "\u0410"}}, "label.number"),
        (Entry, {"at": "2026-10-07T12:00:00Z", "channel": "pigeon"}, "channel"),
        (Journey, {"events": [{"status": "delivered", "at": "2026-10-07T12:00:00Z"}, {}]}, "events[1].status"),
        (Journey, {"events": {}}, "events"),
        (Score, {"hits": 3, "counted": 2}, "hits"),
        (Score, {"hits": True, "counted": 2}, "hits"),
        (Norm, {"value": "1/0"}, "value"),
        (Norm, {"value": 0.93}, "value"),
        (Norm, {"value": "93/100", "direction": ">"}, "direction"),
        (Shipment, {"order_id": "1", "lines": [{"order_item_id": "2", "quantity": 0}]}, "lines[0].quantity"),
        (Transport, {"entries": [{"at": "2026-10-07T12:00:00Z", "service": "pnl"}]}, "entries[0].service"),
        (Tally, {"format": "trackntrace-tally", "version": 2}, "version"),
        (Tally, [], "document"),
    ],
)
def test_a_refusal_names_its_place(kind: Any, given_: Any, field: str) -> None:
    with pytest.raises(TrackntraceError) as caught:
        value_of(kind, given_)

    assert caught.value.field == field
    assert_well_told(caught.value)


@pytest.mark.parametrize("kind", [TrackAndTraceNumber, DeliveryService, Moment, Week, Entry, Journey, Promise, Tally])
@pytest.mark.parametrize("odd", ODD, ids=range(len(ODD)))
def test_what_is_no_value_is_refused_with_one_declared_error(kind: Any, odd: object) -> None:
    with pytest.raises(TrackntraceError) as caught:
        value_of(kind, odd)

    assert_well_told(caught.value)


@pytest.mark.parametrize("kind", [int, str, list, dict[str, int], object, Mapping[int, str], 3, str | Week, [1]])
def test_what_is_not_ours_is_not_covered(kind: Any) -> None:
    assert not covered(kind)


@pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)
def test_what_is_written_is_what_its_schema_says(value: Any) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    schema = through_json(dict(form_of(kind_of(value)).schema))
    jsonschema.Draft202012Validator.check_schema(schema)

    jsonschema.Draft202012Validator(schema).validate(plain(value))


_NO_MEMBER: st.SearchStrategy[Any] = st.sampled_from(
    (None, True, -1, "", "\u0410", [], {}, {"kind": "deliver-never"}, [[]])
)


@pytest.mark.law
@given(st.sampled_from(VALUES), st.data())
def test_a_plain_form_that_was_changed_is_read_or_refused_with_one_declared_error(value: Any, data: Any) -> None:
    """A plain form with one member changed is read, or refused with a declared error; never half read."""
    form = through_json(plain(value))
    if isinstance(form, dict) and form:
        name = data.draw(st.sampled_from(sorted(form)))
        form[name] = data.draw(_NO_MEMBER)
    else:
        form = data.draw(_NO_MEMBER)

    with suppress(TrackntraceError):
        assert type(value_of(kind_of(value), form)) is type(value)


def test_a_series_has_as_many_values_as_it_has_forms() -> None:
    text = form_of(TrackAndTraceNumber)
    pair = series((text, text))

    assert len(pair.read(["3SABCD1234567", "3SABCD1234568"], "numbers")) == 2
    with pytest.raises(InvalidValueError, match="Cannot use 1 as numbers: expected 2 values"):
        pair.read(["3SABCD1234567"], "numbers")
