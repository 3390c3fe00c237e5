"""How all tests run: in English, the laws the same everywhere, and no deadline that a slow machine could miss."""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, Phase, settings

pytest.register_assert_rewrite("tests.builders", "tests.stores.writing_process")  # so that they also assert under -O

os.environ.pop("LANGUAGE", None)
os.environ["LC_ALL"] = "C.UTF-8"  # the command line speaks the language of its surroundings

collect_ignore = ["downstream"]  # an application of its own, which runs its tests itself

_QUIET = [HealthCheck.too_slow, HealthCheck.data_too_large]

settings.register_profile(
    "ci", derandomize=True, deadline=None, print_blob=True, max_examples=100, suppress_health_check=_QUIET
)
settings.register_profile("search", deadline=None, print_blob=True, max_examples=2_000, suppress_health_check=_QUIET)
settings.register_profile(
    "mutation",
    derandomize=True,
    deadline=None,
    max_examples=25,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=_QUIET,
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))


def pytest_configure(config: pytest.Config) -> None:
    """Hold every refusal against the list."""
    from tests.refusals import Refusals

    config.pluginmanager.register(Refusals(), "refusals")
