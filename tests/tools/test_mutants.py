"""How mutants are made, and how they take the place of a function."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import CodeType, FunctionType

import pytest

pytest.importorskip("mutmut", reason="mutmut is among the tools for trust")

from coverage import CoverageData
from mutmut.mutation.file_mutation import mutate_file_contents

from tools.mutation.cold import mutated_source
from tools.mutation.generation import mutants
from tools.mutation.graft import Place, Unreachable, graft, living_functions
from tools.mutation.mutant import SOURCES, Mutant, modules
from tools.mutation.survey import NEWER, Survey
from tools.mutation.trials import in_order
from trackntrace import errors
from trackntrace.performance import score
from trackntrace.performance.norm import Norm
from trackntrace.performance.score import Score

if not SOURCES.is_dir():
    pytest.skip("mutants are made of the sources", allow_module_level=True)

ERRORS, SCORE = modules("trackntrace.errors")[0], modules("trackntrace.performance.score")[0]


def mutant_of(change: str, function: str) -> Mutant:
    every = [*mutants(ERRORS), *mutants(SCORE)]
    (found,) = (each for each in every if each.function.name == function and each.change.endswith(change))
    return found


@pytest.fixture
def living() -> Iterator[dict[Place, list[FunctionType]]]:
    """Our living functions, which get their own code back afterwards."""
    functions = living_functions(str(SCORE.path.parent.parent))
    kept: list[tuple[FunctionType, CodeType]] = [
        (each, each.__code__) for found in functions.values() for each in found
    ]
    yield functions
    for function, code in kept:
        if function.__code__ is not code:
            function.__code__ = code


@pytest.mark.parametrize("module", [ERRORS, SCORE], ids=lambda module: module.name)
def test_the_mutants_are_those_of_mutmut_under_its_names(module: object) -> None:
    path, text = str(module.path), module.text  # type: ignore[attr-defined]  # a parametrized test has plain objects
    names = mutate_file_contents(path, text).mutant_names

    assert {each.name.rpartition(".")[2] for each in mutants(module)} == set(names)  # type: ignore[arg-type]


def test_a_mutant_of_a_function_takes_its_place(living: dict[Place, list[FunctionType]]) -> None:
    graft(mutant_of('-> return text if len(text) <= longest else text[: longest + 3] + "..."', "_cut"), living)

    assert errors.shown("A" * 100) == f"'{'A' * 80}'..."


def test_a_mutant_of_a_method_takes_its_place(living: dict[Place, list[FunctionType]]) -> None:
    norm = Norm.parse("98%")
    assert Score(98, 100).recovery(norm) == 0

    graft(mutant_of("return 0 -> return 1", "recovery"), living)

    assert Score(98, 100).recovery(norm) == 1


def test_a_function_that_does_not_live_here_cannot_be_swapped() -> None:
    with pytest.raises(Unreachable):
        graft(mutant_of("return 0 -> return 1", "recovery"), {})


def test_the_mutated_source_differs_in_the_mutant_alone() -> None:
    mutant = mutant_of("return 0 -> return 1", "recovery")
    before, after = SCORE.text.splitlines(), mutated_source(mutant).splitlines()

    changed = [(old, new) for old, new in zip(before, after, strict=True) if old != new]
    assert [(old.strip(), new.strip()) for old, new in changed] == [("return 0", "return 1")]


def test_a_change_names_its_line() -> None:
    mutant = mutant_of("return 0 -> return 1", "recovery")
    line = SCORE.text.splitlines()[mutant.statement.start - 1]

    assert line.strip() == "return 0"


def test_who_found_a_mutant_of_the_function_is_asked_first_and_second_cases_last() -> None:
    seconds = {"tests/performance/test_score.py::test_a[1]": 0.3, "tests/performance/test_score.py::test_a[2]": 0.4}
    seconds |= {"tests/performance/test_norm.py::test_b": 0.1, "tests/edges/test_lines.py::test_c": 0.2}
    mutant = mutant_of("return 0 -> return 1", "recovery")

    order = in_order(list(seconds), mutant, seconds, ["tests/edges/test_lines.py::test_c"])

    assert [name.partition("::")[2] for name in order] == ["test_c", "test_a[1]", "test_b", "test_a[2]"]


def test_a_function_of_the_library_is_found_by_its_place(living: dict[Place, list[FunctionType]]) -> None:
    code = score.Score.recovery.__code__

    assert living[code.co_filename, code.co_name, code.co_firstlineno] == [score.Score.recovery]


def test_a_share_is_drawn_by_the_names_and_a_larger_share_has_the_smaller_in_it() -> None:
    every = list(mutants(SCORE))
    third, sixth = ({each.name for each in every if each.drawn(share)} for share in (3, 6))

    assert sixth < third
    assert all(each.drawn(1) for each in every)
    assert len(every) / 4 < len(third) < len(every) / 2


OWN = "tests/performance/test_score.py"
"""The module's own tests."""


def surveyed(path: Path, *tests: str) -> Survey:
    """A survey in which some tests ran the first line of the module of scores."""
    data = CoverageData(basename=str(path / "lines.coverage"))
    for test in tests:
        data.set_context(test)
        data.add_lines({str(SCORE.path): [1]})
    return Survey(data, dict.fromkeys(tests, 0.5))


def test_a_test_that_came_after_the_survey_is_tried_where_its_file_is_near(tmp_path: Path) -> None:
    near, far = "tests/edges/test_lines.py", "tests/edges/test_help.py"
    survey = surveyed(tmp_path, f"{near}::test_known")

    newer = survey.newer(SCORE, [f"{near}::test_known", f"{near}::test_new", f"{far}::test_new", f"{OWN}::test_new"])

    assert newer == {f"{near}::test_new", f"{OWN}::test_new"}
    assert survey.with_newer(newer).seconds == {f"{near}::test_known": 0.5} | dict.fromkeys(newer, NEWER)


def test_in_a_module_that_has_changed_since_the_survey_any_test_may_run_any_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    survey = surveyed(tmp_path, f"{OWN}::test_known")
    changed = SCORE.path.stat().st_mtime

    monkeypatch.setattr(Survey, "taken", staticmethod(lambda: changed + 1))
    assert survey.tests_by_line(SCORE) == {1: [f"{OWN}::test_known"]}
    monkeypatch.setattr(Survey, "taken", staticmethod(lambda: changed - 1))
    lines = len(SCORE.text.splitlines())
    assert survey.tests_by_line(SCORE) == {line: [f"{OWN}::test_known"] for line in range(1, lines + 2)}
