"""What every released version wrote is still read: pickles, tally files, results, and the inputs beside shipments."""

from __future__ import annotations

import base64
import gzip
import json
import pickle
import re
from pathlib import Path
from typing import Any

import attrs
import pytest

import trackntrace
from tools.kept_values import MAKERS
from tools.telling import missing_from, told
from trackntrace.cli import main
from trackntrace.documents.tally_file import read_tally, tally_bytes
from trackntrace.performance.cancellations import CANCELLATIONS
from trackntrace.performance.items_on_time import ITEMS_ON_TIME
from trackntrace.performance.order_traceability import ORDER_TRACEABILITY
from trackntrace.performance.response_time import RESPONSE_TIME
from trackntrace.performance.returns import RETURNS

RELEASED = Path(__file__).parent / "released"
VERSIONS = sorted(folder.name for folder in RELEASED.iterdir())
AS_OF = "2026-11-13T12:00:00+01:00"
STANDARDS: dict[str, Any] = {
    each.name: each for each in (ORDER_TRACEABILITY, ITEMS_ON_TIME, CANCELLATIONS, RETURNS, RESPONSE_TIME)
}


def values(version: str) -> dict[str, dict[str, Any]]:
    return json.loads(gzip.decompress((RELEASED / version / "values.json.gz").read_bytes()))  # type: ignore[no-any-return]


KEPT = [(version, name) for version in VERSIONS for name in values(version)]


@pytest.mark.parametrize(("version", "name"), KEPT, ids=lambda part: part)
def test_a_value_that_a_released_version_pickled_says_what_it_said(version: str, name: str) -> None:
    page = values(version)[name]
    again = pickle.loads(base64.b64decode(page["pickle"]))

    assert missing_from(told(again), page["told"]) == []


def pages(version: str, ending: str) -> list[Path]:
    return sorted((RELEASED / version).glob(f"*{ending}"))


@pytest.mark.parametrize("file", [file for version in VERSIONS for file in pages(version, ".tally.json")], ids=str)
def test_a_tally_that_a_released_version_counted_is_read_and_added_to(file: Path) -> None:
    sent = file.read_bytes().rstrip()
    tally = read_tally(sent, STANDARDS[file.name.removesuffix(".tally.json")])

    assert tally_bytes(tally) == sent
    assert sum(cell.items for cell in (tally + tally).cells) == 2 * sum(cell.items for cell in tally.cells) > 0


def inputs(version: str) -> list[str]:
    """The shipments and whatever was kept beside them."""
    beside = [file for file in pages(version, ".jsonl") if file.stem not in {"shipments", "explain"}]
    options = [part for file in beside for part in (f"--{file.stem}", str(file))]
    return [str(RELEASED / version / "shipments.jsonl"), *options, "--as-of", AS_OF, "--format", "json"]


def changed(now: Any, then: Any) -> list[str]:
    """Where the present result says otherwise. Where a norm stands may be told better."""
    return [line for line in missing_from(now, then) if ".norm.source was " not in line]


def printed(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    status = main(arguments)

    assert status == 0
    return capsys.readouterr().out


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("name", ["score.json", "score-by-order.json"])
def test_the_same_shop_has_the_same_score_as_a_released_version_gave_it(
    version: str, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    per = ["--per", "order"] if "order" in name else []
    now = json.loads(printed(["score", *inputs(version), *per], capsys))
    then = json.loads((RELEASED / version / name).read_text("utf-8"))
    told_then = {each["standard"] for week in then["weeks"] for each in week["scores"]}

    assert changed(_of_standards(now, told_then), then) == []


def _of_standards(card: dict[str, Any], names: set[str]) -> dict[str, Any]:
    """What a scorecard says of these standards, the weeks in which they have nothing left out."""
    weeks = [
        {**week, "scores": [each for each in week["scores"] if each["standard"] in names]} for week in card["weeks"]
    ]
    return {**card, "weeks": [week for week in weeks if week["scores"] or week.get("figures")]}


def explained(version: str, capsys: pytest.CaptureFixture[str]) -> list[Any]:
    known = [*inputs(version), "--standard", "items-on-time"]
    for name in ("questions", "counts", "indicators"):
        if f"--{name}" in known:
            del known[known.index(f"--{name}") : known.index(f"--{name}") + 2]
    return [json.loads(line) for line in printed(["explain", *known], capsys).splitlines()]


@pytest.mark.parametrize("version", VERSIONS)
def test_the_same_items_are_explained_as_a_released_version_did(
    version: str, capsys: pytest.CaptureFixture[str]
) -> None:
    then = [json.loads(line) for line in (RELEASED / version / "explain.jsonl").read_text("utf-8").splitlines()]

    assert changed(explained(version, capsys), then) == []


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("name", ["score.json", "explain.jsonl"])
def test_a_result_that_a_released_version_printed_can_be_compared(
    version: str, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = str(RELEASED / version / name)
    said = json.loads(printed(["compare", kept, kept, "--format", "json"], capsys))

    assert not any(said.values())


@pytest.mark.parametrize("version", VERSIONS)
def test_labels_that_a_released_version_checked_are_still_checked(
    version: str, capsys: pytest.CaptureFixture[str]
) -> None:
    status = main(["check", "--file", str(RELEASED / version / "labels.csv"), "--format", "json"])
    said = [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    assert status == 1
    assert [each["given"] for each in said] == ["3SABCD1234567", "NVT", ""]


def classes_in(said: Any) -> set[str]:
    if isinstance(said, dict):
        own = {said["class"]} if isinstance(said.get("class"), str) else set()
        return own.union(*map(classes_in, said.values()))
    return set().union(*map(classes_in, said)) if isinstance(said, list) else set()


def test_a_release_keeps_a_value_of_every_public_class() -> None:
    words = {name: getattr(trackntrace, name) for name in trackntrace.__all__}
    public = {name for name, word in words.items() if isinstance(word, type) and attrs.has(word)}
    kept = classes_in([told(make()) for make in MAKERS.values()])

    assert public - kept == set()


@pytest.mark.parametrize("name", sorted(MAKERS))
@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_a_value_says_the_same_after_a_pickle(name: str, protocol: int) -> None:
    value = MAKERS[name]()

    assert told(pickle.loads(pickle.dumps(value, protocol))) == told(value)


def test_every_released_version_was_kept() -> None:
    changelog = (RELEASED.parent.parent / "CHANGELOG.md").read_text("utf-8")

    assert set(re.findall(r"^## \[([0-9.]+)\]", changelog, re.MULTILINE)) == set(VERSIONS)
