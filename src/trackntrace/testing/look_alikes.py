"""Look-alikes: numbers and moments that are different, and that a careless store keeps as the same."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from hypothesis import strategies as st

from trackntrace.moment import Moment, parse_moment
from trackntrace.numbers.delivery_services import DHL, POSTNL, DeliveryService
from trackntrace.numbers.number import TrackAndTraceNumber, UnreadableNumber
from trackntrace.shipping.entry import Entry, Number

NUMBERS: Final[tuple[Number, ...]] = tuple(
    map(
        TrackAndTraceNumber,
        (
            "3SABCD1234567",
            "3S-ABCD1234567",
            "003SABCD1234567",
            "00340434161094042557",
            "340434161094042557",
            "1E5",
            "100000",
            "A" * 63 + "1",
            "A" * 63 + "2",
        ),
    )
)
"""A careless column drops hyphens or zeros, reads digits as a quantity, or cuts what is long."""

LOWER_CASE_TWIN: Final = UnreadableNumber("3sabcd1234567")
"""The twin of ``3SABCD1234567`` in a spelling that is none: a column that ignores case holds it to be the same."""

SERVICES: Final[tuple[DeliveryService, ...]] = (POSTNL, DHL)

MOMENTS: Final[tuple[Moment, ...]] = tuple(
    map(
        parse_moment,
        (
            "2026-10-07T09:30:00+02:00",
            "2026-10-07T09:30:00.000001+02:00",
            "2024-10-27T02:30:00+02:00",
            "2024-10-27T02:30:00+01:00",
            "2026-12-31T23:59:59.999999Z",
        ),
    )
)
"""A careless column cuts microseconds, or keeps wall clocks, which show half past two twice in the night of October."""


def offers(
    numbers: Sequence[Number] = NUMBERS,
    services: Sequence[DeliveryService] = SERVICES,
    moments: Sequence[Moment] = MOMENTS,
) -> st.SearchStrategy[Entry]:
    """Entries that collide: of these numbers, now and then of none, with these services, at these moments."""
    return st.builds(
        Entry,
        number=st.sampled_from((*numbers, None)),
        service=st.sampled_from(tuple(services)),
        at=st.sampled_from(tuple(moments)),
    )
