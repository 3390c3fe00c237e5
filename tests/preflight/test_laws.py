"""What holds for every text, every number and every entry."""

from __future__ import annotations

import copy
import pickle
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import SHIPPED, Hostile, LoudText, at, item, order
from trackntrace.documents.csv_table import rows_of
from trackntrace.documents.csv_writer import csv_text
from trackntrace.documents.fault import UnreadableError
from trackntrace.errors import InvalidValueError
from trackntrace.numbers.delivery_services import DELIVERY_SERVICES, DeliveryService, MailKind
from trackntrace.numbers.examination import Examination, examine
from trackntrace.numbers.finding import FINDING_KINDS, Severity, blocked
from trackntrace.numbers.formats import FORMATS
from trackntrace.numbers.number import TrackAndTraceNumber, UnreadableNumber
from trackntrace.numbers.number_format import Confidence
from trackntrace.shipping.customer import ContactBy
from trackntrace.shipping.entry import Channel, Entry, ShippingLabel
from trackntrace.shipping.preflight import Surroundings, preflight
from trackntrace.shipping.transport import Transport

pytestmark = pytest.mark.law

CERTAIN = tuple(one for one in FORMATS if one.confidence is not Confidence.LOW)
EXAMPLES = sorted({text for one in FORMATS for text in (*one.documented, *one.synthetic)})
CANONICAL = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"

services = st.sampled_from([*DELIVERY_SERVICES, DeliveryService.parse("NEWCOMER"), None])
hosts = st.sampled_from(
    ["postnl.nl", "my.dhlecommerce.nl", "gls-info.nl", "www.ups.com", "example.org", "[", "[::1", "a@b", ""]
)
links = st.builds(lambda host, rest: f"https://{host}/{rest}", hosts, st.text(max_size=60))
digits = st.text("0123456789", min_size=6, max_size=28)
numbers = st.one_of(
    st.sampled_from(EXAMPLES),
    digits,
    st.text(CANONICAL, min_size=1, max_size=64),
    st.from_regex("[A-Z]{2}[0-9]{9}[A-Z]{2}", fullmatch=True),
)


@st.composite
def shaped(draw: st.DrawFn) -> str:
    """A text that has the shape of a format, whatever its check."""
    one = draw(st.sampled_from(FORMATS))
    return draw(st.from_regex(one.pattern, fullmatch=True, alphabet=st.characters(codec="ascii")))


@st.composite
def changed(draw: st.DrawFn) -> str:
    """A real number with something done to it that people and spreadsheets do."""
    text = draw(st.sampled_from(EXAMPLES))
    place = draw(st.integers(0, len(text) - 1))
    letter = draw(st.sampled_from(CANONICAL + " -./\u00a0"))
    glued = draw(st.sampled_from(["", "/3043LC", "1234AB", "-1000", "\n", "E+12"]))
    return (
        f"{draw(st.sampled_from(['', ' ', '0', '00', ']C1', '(00)']))}{text[:place]}{letter}{text[place + 1 :]}{glued}"
    )


texts = st.one_of(st.text(max_size=200), numbers, shaped(), changed(), links)
anything = st.one_of(
    texts,
    st.none(),
    st.integers(),
    st.floats(),
    st.binary(),
    st.lists(st.text()),
    st.sampled_from([Hostile(), LoudText("3SABCD12"), object(), 10**5000, "A" * 10**6]),
)


def assert_well_found(examination: Examination) -> None:
    severities = [each.severity for each in examination.findings]
    assert severities == sorted(severities, key=list(Severity).index)
    for each in examination.findings:
        assert each.kind in FINDING_KINDS
        assert each.text.isascii()
        assert each.text.isprintable()
        assert len(each.text) <= 400
        assert "{" not in each.kind.says or all(len(fact) <= 160 for _, fact in each.facts)


@given(anything, services)
def test_an_examination_raises_nothing_and_speaks_plainly(text: object, service: DeliveryService | None) -> None:
    examination = examine(text, service)

    assert_well_found(examination)
    assert examination.number is not None or blocked(examination.findings)


@given(texts, services)
def test_a_finding_is_the_same_for_a_spelling_that_means_the_same(text: str, service: DeliveryService | None) -> None:
    examination = examine(text, service)
    if examination.number is None:
        return
    again = examine(examination.number.text, service)

    assert again.number == examination.number
    codes = {each.code for each in examination.findings} - {"taken-off", "postcode-glued-on", "another-service"}
    assert codes == {each.code for each in again.findings} - {"taken-off", "postcode-glued-on", "another-service"}


@given(numbers | shaped(), services)
def test_no_block_rests_on_a_format_of_low_confidence(text: str, service: DeliveryService | None) -> None:
    """A format that is not sure may explain a number, and never speaks against one."""
    blocks = {each.code for each in blocked(examine(text, service).findings)}

    assert blocks <= {each.code for each in blocked(examine(text, service, formats=CERTAIN).findings)}


@given(shaped(), services)
def test_a_number_that_fits_a_format_is_never_refuted(text: str, service: DeliveryService | None) -> None:
    examination = examine(text, service)

    if examination.candidates:
        assert {each.code for each in blocked(examination.findings)} <= {"placeholder"}


@given(shaped(), services)
def test_what_is_refuted_has_the_shape_of_a_sure_format_with_a_check(
    text: str, service: DeliveryService | None
) -> None:
    examination = examine(text, service)
    if "refuted-by-check-digit" in {each.code for each in examination.findings}:
        assert examination.number is not None
        named = {dict(each.facts).get("format") for each in examination.findings}
        (one,) = [one for one in FORMATS if str(one) in named]

        assert one.confidence is Confidence.HIGH
        assert one.has_shape(examination.number.text)
        assert not one.fits(examination.number)


@given(texts, services)
def test_severities_change_the_gravity_and_nothing_else(text: str, service: DeliveryService | None) -> None:
    all_info = {kind.code: Severity.INFO for kind in FINDING_KINDS}
    before, after = examine(text, service).findings, examine(text, service, severities=all_info).findings

    assert sorted((each.code, each.text) for each in before) == sorted((each.code, each.text) for each in after)
    assert not blocked(after)


def entered(text: str) -> TrackAndTraceNumber | UnreadableNumber:
    try:
        return TrackAndTraceNumber(text)
    except InvalidValueError:
        return UnreadableNumber(text)


labels = st.builds(
    ShippingLabel,
    st.just("label-1"),
    number=st.none() | numbers.map(TrackAndTraceNumber),
    service=services,
    order_item_ids=st.sampled_from([(), ("1",), ("1", "2"), ("9",)]),
)
entries = st.builds(
    Entry,
    number=st.none() | texts.map(entered),
    service=services,
    at=st.just(SHIPPED),
    reference=st.sampled_from(["", "order-1", "shelf 12"]) | numbers,
    channel=st.sampled_from(Channel),
    label=st.none() | labels,
)


@st.composite
def surroundings(draw: st.DrawFn) -> dict[str, Any]:
    transport = Transport("transport-1")
    before = draw(st.none() | entries)
    return {
        "transport": transport.enter(before) if before else transport,
        "used": draw(st.dictionaries(numbers, st.sampled_from(["order-1", "order-2", "\u202e"]), max_size=3)),
        "contacts": draw(st.sampled_from([(), (ContactBy.PHONE,)])),
        "sends": draw(st.sampled_from(MailKind)),
        "items": draw(st.sampled_from([(), ("1",)])),
        "typed": draw(st.just("") | texts),
    }


ORDERS = (order(item(1, "1")), order(item(1, "1"), item(2, "2", shipped=2)), order(item(1, "1", promise=None)))


@given(entries, st.sampled_from(ORDERS), surroundings(), st.sampled_from([at(6), at(20)]))
def test_the_pre_flight_depends_on_its_arguments_alone_and_leaves_them_as_they_are(
    offered: Entry, ordered: Any, known: dict[str, Any], as_of: Any
) -> None:
    before = pickle.dumps((offered, ordered, known))
    found = preflight(offered, ordered, as_of=as_of, surroundings=Surroundings(**known))
    offered_again, ordered_again, known_again = pickle.loads(before)
    again = preflight(offered_again, ordered_again, as_of=copy.copy(as_of), surroundings=Surroundings(**known_again))

    assert found == again
    assert (offered, ordered, known) == (offered_again, ordered_again, known_again)
    for each in found:
        assert each.text.isascii()
        assert each.text.isprintable()


@given(entries, st.sampled_from(ORDERS), surroundings())
def test_what_the_transport_would_refuse_is_blocked_before(offered: Entry, ordered: Any, known: dict[str, Any]) -> None:
    found = preflight(offered, ordered, as_of=SHIPPED, surroundings=Surroundings(**known))
    try:
        known["transport"].enter(offered)
        refused = False
    except ValueError:
        refused = True

    assert ("already-entered" in {each.code for each in found}) is refused


cells = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=30)


@given(st.lists(st.tuples(cells, cells), max_size=5))
def test_what_is_written_as_csv_is_read_again_but_for_the_apostrophes(table: list[tuple[str, str]]) -> None:
    read = rows_of(csv_text(("a", "b"), table).encode(), ("a", "b"), source="table")

    assert [tuple(cell.removeprefix("'") for cell in row.values()) for _, row in read] == [
        tuple(cell.removeprefix("'") for cell in row) for row in table
    ]
    assert not [cell for _, row in read for cell in row.values() if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


@given(st.binary(max_size=200) | st.text('ab,"\n\r;', max_size=60).map(lambda text: f"a,b\n{text}".encode()))
def test_bytes_are_a_table_or_are_refused_as_a_whole_with_their_lines(data: bytes) -> None:
    last = len(data.splitlines()) + 1
    try:
        lines = [line for line, _ in rows_of(data, ("a", "b"), source="table")]
    except UnreadableError as error:
        lines = [fault.line for fault in error.faults]

    assert lines == sorted({*lines})
    assert all(0 <= line <= last for line in lines)
