"""The codes that other programs ask for, as text: each standard's rows, and every kind of finding."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator
from importlib import import_module
from types import ModuleType

import trackntrace
from trackntrace import numbers, performance, shipping
from trackntrace.numbers.finding import FindingKind
from trackntrace.performance.standard import ServiceStandard


def codes() -> str:
    """Each code and what it means for the one who meets it: a verdict, or a severity."""
    words = (getattr(trackntrace, name) for name in trackntrace.__all__)
    standards = [each for each in words if isinstance(each, ServiceStandard)]
    lines = [line for standard in standards for line in (f"# {standard.name}", "", *_rows(standard), "")]
    return "\n".join([*lines, "# findings", "", *_findings()]) + "\n"


def _rows(standard: ServiceStandard) -> Iterator[str]:  # type: ignore[type-arg]  # whatever its facts
    yield f"facts, version {standard.facts_version}: {', '.join(standard.facts_type._fields)}"
    yield from (f"{row.code}: {row.verdict.value}" for row in standard.rows)


def _findings() -> list[str]:
    kinds = {each for module in _core() for each in vars(module).values() if isinstance(each, FindingKind)}
    told = {f"{kind.code}: {kind.severity.value}" for kind in kinds}
    return sorted(told)


def _core() -> Iterator[ModuleType]:
    for room in (numbers, shipping, performance):
        for found in pkgutil.iter_modules(room.__path__, f"{room.__name__}."):
            yield import_module(found.name)
