"""The bundled sample is what its script makes, again and again."""

import ast
import gzip
import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from tests.sample.bundled import KINDS, Sample
from tools.sample_shop import bundle

ROOT = Path(__file__).parents[2]
SHOP = ROOT / "tools" / "sample_shop"
DIGEST = """
from hashlib import sha256
from tools.sample_shop import bundle
print(sha256(b"".join(bundle.contents(bundle.make_shop()).values())).hexdigest())
"""


@pytest.fixture(scope="module")
def made() -> dict[str, bytes]:
    return bundle.contents(bundle.make_shop())


def test_the_bundled_files_hold_what_the_script_makes(made: dict[str, bytes], sample: Sample) -> None:
    assert {name.partition(".")[0]: content.decode() for name, content in made.items()} == sample.texts


def test_another_seed_makes_another_shop(made: dict[str, bytes]) -> None:
    assert bundle.contents(bundle.make_shop(seed=1)) != made


@pytest.mark.parametrize(("seed", "zone"), [("1", "Asia/Tokyo"), ("2", "America/Lima")])
def test_neither_the_order_of_sets_nor_the_zone_of_the_machine_changes_it(
    made: dict[str, bytes], seed: str, zone: str
) -> None:
    elsewhere = os.environ | {"PYTHONHASHSEED": seed, "TZ": zone}
    told = subprocess.run(
        [sys.executable, "-c", DIGEST], cwd=ROOT, env=elsewhere, check=True, capture_output=True, text=True
    )

    assert told.stdout.strip() == sha256(b"".join(made.values())).hexdigest()


@pytest.mark.parametrize("path", sorted(SHOP.glob("*.py")), ids=lambda path: path.stem)
def test_the_script_asks_neither_the_time_nor_the_library(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    named = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    imported = {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}

    assert not named & {"now", "today", "utcnow", "urandom", "SystemRandom"}
    assert not [module for module in imported if module.startswith("trackntrace")]


def test_what_is_missing_is_written_and_then_holds(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert bundle.main(["--check"], tmp_path) == 1
    assert bundle.main([], tmp_path) == 0
    assert bundle.main(["--check"], tmp_path) == 0

    written = [line.partition(":")[0] for line in capsys.readouterr().out.splitlines()]
    assert written == 2 * [f"{kind}.jsonl.gz" for kind in KINDS]


def test_a_file_that_holds_something_else_is_named(tmp_path: Path, made: dict[str, bytes]) -> None:
    bundle.main([], tmp_path)
    (tmp_path / "reports.jsonl.gz").write_bytes(bundle.packed(b"{}\n"))

    assert bundle.differing(tmp_path, made) == ["reports.jsonl.gz"]


def test_a_file_that_holds_the_same_is_left_alone_however_it_was_compressed(tmp_path: Path) -> None:
    bundle.main([], tmp_path)
    path = tmp_path / "details.jsonl.gz"
    otherwise = gzip.compress(gzip.decompress(path.read_bytes()), compresslevel=1, mtime=7)
    path.write_bytes(otherwise)

    assert bundle.main([], tmp_path) == 0
    assert path.read_bytes() == otherwise


def test_the_compressed_files_carry_neither_a_time_nor_a_name() -> None:
    packet = bundle.packed(b"a sample")

    assert packet[3:8] == b"\0\0\0\0\0"
    assert gzip.decompress(packet) == b"a sample"
