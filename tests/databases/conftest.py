"""One PostgreSQL for all tests of a process."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.databases.postgresql import MISSING, Server, folder_of_an_ordinary_user, programs


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A server that runs as long as the tests."""
    found = programs()
    if found is None:
        pytest.skip(MISSING)
    with folder_of_an_ordinary_user() as folder:
        server = Server(found, folder)
        server.start()
        yield server
        server.stop("immediate")
