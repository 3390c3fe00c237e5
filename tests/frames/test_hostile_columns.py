"""Names of columns and texts of a table do nothing in a query: they are quoted where they stand in one."""

from __future__ import annotations

from typing import Any

import pytest

from tests.builders import at, on
from trackntrace.performance.facts import NumberFact
from trackntrace.performance.order_traceability import ORDER_TRACEABILITY

pytest.importorskip("narwhals")
duckdb = pytest.importorskip("duckdb")
pandas = pytest.importorskip("pandas")

from trackntrace import frames  # noqa: E402  (needs the extra)

PROMISED = "pro\"; DROP TABLE items; -- {0} ' mised"
SHOP = "shop \"' {x}"
NUMBER = "x'); DROP TABLE items; --"


@pytest.fixture
def items() -> Any:
    """A table in DuckDB whose names and texts would end a query, if they could."""
    columns = {
        PROMISED: [on(7)] * 3,
        "number": ["3SABCD1234567", NUMBER, None],
        "stage": ["shipped"] * 3,
        "service": ["TNT"] * 3,
        SHOP: ["a'", 'b"', "a'"],
    }
    connection = duckdb.connect()
    connection.register("made", pandas.DataFrame(columns))
    connection.execute("CREATE TABLE items AS SELECT * FROM made")
    return connection


@pytest.mark.engine
def test_names_and_texts_that_would_end_a_query_are_names_and_texts(items: Any) -> None:
    (tally,) = frames.tallies(
        items.table("items"), [ORDER_TRACEABILITY], as_of=at(20), columns={"promised": PROMISED}, slice_by=SHOP
    )
    counted = {(cell.slice, fact) for cell in tally.cells for fact in cell.facts[0] if isinstance(fact, NumberFact)}

    assert counted == {
        ("a'", NumberFact.GIVEN),
        ("a'", NumberFact.MISSING),
        ('b"', NumberFact.UNREADABLE),
    }
    assert items.execute("SELECT count(*) FROM items").fetchone() == (3,)
