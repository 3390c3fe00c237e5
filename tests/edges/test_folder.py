"""A folder of files is read into evidence at once, or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.builders import assert_well_told
from trackntrace.cli.arguments import parser
from trackntrace.cli.inputs import Inputs
from trackntrace.cli.sample import SAMPLE_AS_OF, save_sample
from trackntrace.documents.fault import UnreadableError
from trackntrace.errors import InvalidValueError, shown
from trackntrace.performance.evidence import Stage
from trackntrace.retailer_api.folder import FILES, evidence_in

SHIPMENT = '{"shipmentId": "1", "order": {"orderId": "A1"}, "shipmentItems": [{"orderItemId": "11", "quantity": 2}]}'
ORDER = '{"orderId": "A1", "orderItems": [{"orderItemId": "11", "quantity": 2, "quantityShipped": 1}]}'


def test_a_folder_gives_the_evidence_that_the_command_line_reads(tmp_path: Path) -> None:
    save_sample(str(tmp_path))
    beside = [part for name in FILES[1:] for part in (f"--{name.removesuffix('.jsonl')}", str(tmp_path / name))]
    inputs = Inputs(parser().parse_args(["score", str(tmp_path / FILES[0]), *beside, "--as-of", SAMPLE_AS_OF]))

    assert evidence_in(tmp_path) == tuple(inputs.evidence())
    assert inputs.faults.total == 0


def test_shipments_alone_are_enough(tmp_path: Path) -> None:
    (tmp_path / "shipments.jsonl").write_text(SHIPMENT)

    assert [(item.order_id, item.quantity) for item in evidence_in(str(tmp_path))] == [("A1", 2)]


def test_orders_alone_tell_what_is_still_open(tmp_path: Path) -> None:
    (tmp_path / "orders.jsonl").write_text(ORDER.replace('"quantityShipped": 1', '"quantityShipped": 0'))

    assert [item.stage for item in evidence_in(tmp_path)] == [Stage.OPEN]


@pytest.mark.parametrize("beside", FILES[2:])
def test_a_folder_without_either_is_refused(tmp_path: Path, beside: str) -> None:
    (tmp_path / beside).write_text("")

    with pytest.raises(InvalidValueError) as refused:
        evidence_in(tmp_path)

    assert_well_told(refused.value)
    assert (refused.value.field, refused.value.shown) == ("folder", shown(str(tmp_path)))
    assert refused.value.reason == "expected shipments.jsonl or orders.jsonl in it"


@pytest.mark.parametrize("name", FILES)
def test_a_fault_of_any_file_is_named_with_its_file_and_line(tmp_path: Path, name: str) -> None:
    (tmp_path / "shipments.jsonl").write_text(SHIPMENT)
    (tmp_path / name).write_text("{}\n{\n")

    with pytest.raises(UnreadableError) as refused:
        evidence_in(tmp_path)

    assert {(Path(fault.source).name, fault.line) for fault in refused.value.faults} >= {(name, 2)}
    assert {Path(fault.source).name for fault in refused.value.faults} == {name}


def test_one_fault_refuses_all_and_is_named_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "shipments.jsonl").write_text(f"{SHIPMENT}\n{{\n")

    with pytest.raises(UnreadableError) as refused:
        evidence_in(tmp_path)

    assert [(fault.line, Path(fault.source).name) for fault in refused.value.faults] == [(2, "shipments.jsonl")]


def test_what_contradicts_itself_is_a_fault_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "shipments.jsonl").write_text(SHIPMENT)
    (tmp_path / "orders.jsonl").write_text(ORDER.replace('"quantity": 2', '"quantity": 1'))

    with pytest.raises(UnreadableError) as refused:
        evidence_in(tmp_path)

    assert [fault.source for fault in refused.value.faults] == [str(tmp_path)]
