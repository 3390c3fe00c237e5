"""
Ready-made laws: what a standard, a norm, a delivery method, a format or a count of your own must keep.

Each is one call in one test. It tries its laws with Hypothesis and raises, where one does not hold, a `BrokenLawError`
that says which. The strategies on which they are tried can be given.
"""

from trackntrace.testing.delivery_method_laws import assert_delivery_method_laws
from trackntrace.testing.law import BrokenLawError
from trackntrace.testing.norm_laws import assert_editions_laws, assert_norm_laws
from trackntrace.testing.number_format_laws import assert_number_format_laws
from trackntrace.testing.standard_laws import assert_standard_laws, assert_table_laws
from trackntrace.testing.tally_laws import assert_tally_laws

__all__ = [
    "BrokenLawError",
    "assert_delivery_method_laws",
    "assert_editions_laws",
    "assert_norm_laws",
    "assert_number_format_laws",
    "assert_standard_laws",
    "assert_table_laws",
    "assert_tally_laws",
]
