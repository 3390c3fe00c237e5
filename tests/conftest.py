"""How all tests run: the laws the same everywhere, and no deadline that a slow machine could miss."""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, settings

pytest.register_assert_rewrite("tests.builders", "tests.laws.strategies")  # so that they also assert under -O

_QUIET = [HealthCheck.too_slow, HealthCheck.data_too_large]

settings.register_profile(
    "ci", derandomize=True, deadline=None, print_blob=True, max_examples=100, suppress_health_check=_QUIET
)
settings.register_profile("search", deadline=None, print_blob=True, max_examples=2_000, suppress_health_check=_QUIET)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))
