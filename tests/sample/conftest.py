import pytest

from tests.sample.bundled import Sample, read_sample


@pytest.fixture(scope="session")
def sample() -> Sample:
    return read_sample()
