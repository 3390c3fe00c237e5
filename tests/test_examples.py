"""The examples run, each alone, and say what they promise."""

import subprocess
import sys
from pathlib import Path

EXAMPLES = Path(__file__).parent.parent / "examples"


def ran(name: str, *arguments: str, status: int = 0) -> list[str]:
    """The lines that an example prints."""
    done = subprocess.run(
        [sys.executable, str(EXAMPLES / name), *arguments], capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == status, done.stderr
    return (done.stderr if status else done.stdout).splitlines()


def test_a_week_is_scored_and_its_misses_are_named() -> None:
    assert ran("score_a_week.py") == [
        "order-traceability: 75.0 %, falls-short",
        "  46 more hits bring it back",
        "items-on-time: 25.0 %, falls-short",
        "  39 more hits bring it back",
        "  item 21 of order A2: A parcel must have a number.",
        "  item 11 of order A1: It came after the promised day.",
    ]


def test_files_of_ones_own_can_be_scored(tmp_path: Path) -> None:
    own = tmp_path / "shipments.jsonl"
    own.write_text('{"shipmentId": "1", "order": {"orderId": "A1"}, "shipmentItems": [{"orderItemId": "11"}]}\n')

    assert ran("score_a_week.py", "2026-W40", str(own), status=1) == [
        "shipments: shipmentItems[0].quantity: missing: expected this field"
    ]


def test_an_order_is_confirmed_in_three_ways() -> None:
    said = ran("confirm_an_order.py")

    assert said[:4] == [
        "The customer is mailed: 3SABCD1234567, PostNL, expected on 2026-10-08.",
        "The seller contacts the customer by phone or e-mail (reference van 3).",
        "The customer is mailed: no number, PostNL, expected on 2026-10-08.",
        "Is a number still owed? yes",
    ]
    assert said[4].startswith("Added later: 3SABCD1234567. To be told: UseTransport(")
    assert said[5].startswith("Refused: Cannot use '3SABCD7654321 (TNT)' as number")
    assert said[6] == "On record: 3SABCD1234567 should have been 3SABCD7654321."


def test_a_delivery_method_of_ones_own_is_handed_in() -> None:
    assert ran("your_own_delivery_method.py") == [
        "Confirmed with BRIEFPOST: no number.",
        "Cannot use 'no number' as entry for number-first: expected the number from the label",
        "Confirmed with TNT: 3SABCD1234567.",
    ]
