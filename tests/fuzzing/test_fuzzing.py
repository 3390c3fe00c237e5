"""The fuzzing of the doors finds what it looks for, and says so where it proves nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.hostile.door import Door
from tests.hostile.inputs import Texts
from tools.fuzzing import __main__ as fuzzing
from tools.fuzzing.__main__ import Run, corpus
from tools.fuzzing.harness import FAMILIES, Counts, Harness, as_bytes, doors_of, seeds_of
from trackntrace.errors import InvalidValueError


class IllToldError(InvalidValueError):
    """A refusal without a reason."""


def _ill_told(text: str) -> object:
    raise IllToldError("number", text, "")


def _refuses(text: str) -> object:
    raise InvalidValueError.about(text, "number", "expected another")


def harness(folder: Path, open_: Callable[[Any], object]) -> Harness:
    door = Door(name="made-up", open=open_, inputs=Texts(("good", "better")))
    return Harness("texts", Counts(folder / "counts", 1), (door,))


def test_what_is_taken_and_refused_is_counted_in_a_file(tmp_path: Path) -> None:
    taking, refusing = harness(tmp_path, str.upper), harness(tmp_path, _refuses)

    for made in (taking, taking, refusing):
        made(b"\x00text")
    taking(b"")

    assert Counts(tmp_path / "counts", 1).of(0) == (3, 2)


@pytest.mark.parametrize(("open_", "error"), [(int, ValueError), (_ill_told, RuntimeError)])
def test_a_foreign_error_and_an_ill_told_refusal_get_out(
    open_: Callable[[Any], object], error: type[Exception], tmp_path: Path
) -> None:
    with pytest.raises(error):
        harness(tmp_path, open_)(b"\x00no number")


def test_bytes_that_are_no_text_reach_a_door_of_texts_as_one(tmp_path: Path) -> None:
    seen: list[str] = []

    harness(tmp_path, seen.append)(b"\x00\xff3S")

    assert seen == ["\ufffd3S"]


def test_an_input_is_changed_by_the_fuzzer_or_by_our_own_generator(tmp_path: Path) -> None:
    made = harness(tmp_path, str.upper)

    changed = [made.changed(b"\x00good", 20, seed, lambda data, _: data + b"!") for seed in range(200)]

    assert 50 < changed.count(b"\x00good!") < 150
    assert all(each[0] == 0 and len(each) <= 20 for each in changed)
    assert len(set(changed)) > 50


@pytest.mark.parametrize("family", FAMILIES)
def test_every_door_of_a_family_begins_with_good_inputs(family: str, tmp_path: Path) -> None:
    corpus(family, tmp_path)

    doors = doors_of(family)
    assert len(doors) < 256
    assert all(seeds_of(door) for door in doors)
    assert {file.read_bytes()[0] for file in tmp_path.iterdir()} == set(range(len(doors)))


def test_a_lone_surrogate_can_be_kept_as_bytes() -> None:
    assert as_bytes("\ud800") == b"\xed\xa0\x80"


@pytest.mark.parametrize(
    ("parts", "faults"),
    [
        ({}, []),
        ({"accepted": 0}, ["texts: one-sided: 0.0% accepted"]),
        ({"accepted": 1_000}, ["texts: one-sided: 100.0% accepted"]),
        ({"untried": ("number",)}, ["texts: took nothing: number"]),
        ({"broken": "ValueError"}, ["texts: ValueError"]),
    ],
)
def test_a_run_that_proves_nothing_or_breaks_says_so(parts: dict[str, Any], faults: list[str]) -> None:
    run = Run(**{"family": "texts", "inputs": 1_000, "accepted": 400, "untried": (), "broken": "", **parts})

    assert run.faults(60) == faults


def test_without_a_wheel_for_this_python_fuzzing_is_skipped_with_a_word(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(fuzzing, "find_spec", lambda _: None)
    monkeypatch.setattr("sys.argv", ["fuzzing"])

    assert fuzzing.main() == 0
    assert capsys.readouterr().out.startswith("fuzzing skipped: atheris has no wheel for Python ")
