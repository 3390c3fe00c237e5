"""
The pytest plugin of trackntrace: builders, golden weeks and a fixed moment as fixtures.

It stands outside the package, since pytest loads it at every start: nothing of the library is imported before a fixture
is used, so that a start costs nothing and a measurement of coverage misses nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from trackntrace.moment import Moment
    from trackntrace.performance.evidence import Evidence
    from trackntrace.shipping.entry import Entry
    from trackntrace.shipping.journey import Journey, TransportEvent
    from trackntrace.shipping.order import Order, OrderItem
    from trackntrace.shipping.shipment import Shipment, ShipmentLine
    from trackntrace.testing.golden_weeks import GoldenWeek

_OPTION = "trackntrace_as_of"
_MARKER = "as_of(moment): the moment as of which a test asks, such as 2026-10-12T12:00:00+02:00"


def pytest_addoption(parser: pytest.Parser) -> None:
    """The moment as of which all tests ask, where it is another than that of the sample week."""
    parser.addini(_OPTION, "the moment that the fixture as_of gives", default="")


def pytest_configure(config: pytest.Config) -> None:
    """The marker by which one test asks as of a moment of its own."""
    config.addinivalue_line("markers", _MARKER)


def _asked(request: pytest.FixtureRequest) -> tuple[str, object]:
    """Where the moment is told, and as what; nothing where it is told nowhere."""
    marker = request.node.get_closest_marker("as_of")
    if marker is None:
        return f"the option {_OPTION}", request.config.getini(_OPTION)
    if len(marker.args) != 1 or marker.kwargs:
        raise pytest.UsageError(f"the marker as_of takes one moment: {_MARKER}")
    return "the marker as_of", marker.args[0]


@pytest.fixture
def as_of(request: pytest.FixtureRequest) -> Moment:
    """
    A fixed moment: noon on the Monday after the sample week, 2026-10-12.

    The option ``trackntrace_as_of`` sets another for all tests, the marker ``as_of`` for one.
    """
    from trackntrace.errors import InvalidValueError  # noqa: PLC0415  (nothing is loaded before it is used)
    from trackntrace.testing.builders import AS_OF, make_moment  # noqa: PLC0415

    where, told = _asked(request)
    try:
        return make_moment(told or AS_OF)  # type: ignore[arg-type]  # it is looked at
    except InvalidValueError as error:
        raise pytest.UsageError(f"{where}: {error}") from None


@pytest.fixture
def make_entry() -> Callable[..., Entry]:
    """Builds entries: `trackntrace.testing.builders.make_entry`."""
    from trackntrace.testing import builders  # noqa: PLC0415

    return builders.make_entry


@pytest.fixture
def make_event() -> Callable[..., TransportEvent]:
    """Builds transport events: `trackntrace.testing.builders.make_event`."""
    from trackntrace.testing import builders  # noqa: PLC0415

    return builders.make_event


@pytest.fixture
def make_journey() -> Callable[..., Journey]:
    """Builds journeys: `trackntrace.testing.builders.make_journey`."""
    from trackntrace.testing import builders  # noqa: PLC0415

    return builders.make_journey


@pytest.fixture
def make_order_item() -> Callable[..., OrderItem]:
    """Builds order items: `trackntrace.testing.builders.make_order_item`."""
    from trackntrace.testing import builders  # noqa: PLC0415

    return builders.make_order_item


@pytest.fixture
def make_order() -> Callable[..., Order]:
    """Builds orders: `trackntrace.testing.builders.make_order`."""
    from trackntrace.testing import builders  # noqa: PLC0415

    return builders.make_order


@pytest.fixture
def make_line() -> Callable[..., ShipmentLine]:
    """Builds shipment lines: `trackntrace.testing.builders.make_line`."""
    from trackntrace.testing import builders  # noqa: PLC0415

    return builders.make_line


@pytest.fixture
def make_shipment() -> Callable[..., Shipment]:
    """Builds shipments: `trackntrace.testing.builders.make_shipment`."""
    from trackntrace.testing import builders  # noqa: PLC0415

    return builders.make_shipment


@pytest.fixture
def make_evidence() -> Callable[..., Evidence]:
    """Builds evidence: `trackntrace.testing.builders.make_evidence`."""
    from trackntrace.testing import builders  # noqa: PLC0415

    return builders.make_evidence


@pytest.fixture
def golden_weeks() -> tuple[GoldenWeek, ...]:
    """The weeks whose scores were worked out by hand: `trackntrace.testing.golden_weeks`."""
    from trackntrace.testing import golden_weeks as weeks  # noqa: PLC0415

    return weeks.golden_weeks()
