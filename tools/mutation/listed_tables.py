"""The modules whose tables are mutated, the tests that each is tried with, and where what was found is kept."""

from __future__ import annotations

from pathlib import Path
from typing import Final

KEPT: Final = Path(__file__).parent / "tables.json"
BAR: Final = 3
"""At most so many in a hundred may survive."""

PUBLIC: Final = "test_public_interface"
"""Holds signatures and defaults of every module, so each is tried with it too."""

TESTS: Final = {
    "trackntrace.performance.order_traceability": (
        "test_published_norms",
        "test_order_traceability",
        "test_tables",
        "test_explanation",
    ),
    "trackntrace.performance.items_on_time": (
        "test_published_norms",
        "test_items_on_time",
        "test_tables",
        "test_explanation",
    ),
    "trackntrace.performance.on_time_halves": ("test_published_norms", "test_on_time_halves", "test_tables"),
    "trackntrace.performance.cancellations": ("test_published_norms", "test_cancellations", "test_tables"),
    "trackntrace.performance.returns": ("test_published_norms", "test_returns", "test_tables"),
    "trackntrace.performance.response_time": ("test_published_norms", "test_response_time", "test_tables"),
    "trackntrace.performance.counted": ("test_published_norms", "test_counted", "test_editions"),
    "trackntrace.performance.editions": (
        "test_published_norms",
        "test_editions",
        "test_norm",
        "test_scorecard",
        "test_made_once",
    ),
    "trackntrace.performance.strike_rules": ("test_strike_rules", "test_strikes"),
    "trackntrace.numbers.check_digits": ("test_check_digits", "test_formats"),
    "trackntrace.numbers.number_format": ("test_formats", "test_judgement"),
    "trackntrace.numbers.postal_formats": ("test_formats", "test_judgement", "test_reading"),
    "trackntrace.numbers.parcel_formats": ("test_formats", "test_judgement", "test_reading"),
    "trackntrace.numbers.regional_formats": ("test_formats", "test_judgement", "test_reading"),
}
