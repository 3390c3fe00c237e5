"""The mutants that mutmut makes of a module."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator
from typing import cast

import libcst
from libcst.metadata import CodeRange, MetadataWrapper, PositionProvider
from mutmut.mutation.file_mutation import Mutation as Change
from mutmut.mutation.file_mutation import MutationVisitor, deep_replace
from mutmut.mutation.mutators import mutation_operators
from mutmut.mutation.pragma_handling import IgnoredCode
from mutmut.mutation.trampoline_templates import mangle_function_name

from tools.mutation.mutant import Function, Module, Mutant

NOTHING_IGNORED = IgnoredCode(no_mutate_lines=set(), ignore_node_lines=set(), ignore_pattern_lines=set())


def mutants(module: Module) -> Iterator[Mutant]:
    """All mutants of a module's functions, under the names that mutmut gives them."""
    wrapper = MetadataWrapper(libcst.parse_module(module.text))
    visitor = MutationVisitor(mutation_operators, NOTHING_IGNORED)
    wrapper.visit(visitor)
    positions = wrapper.resolve(PositionProvider)
    owners = _owners(wrapper.module)
    for node, changes in _by_function(visitor.mutations).items():
        function = _function(module, node, owners[node], positions[node])
        mangled = mangle_function_name(name=function.name, class_name=function.owner)
        for number, change in enumerate(changes, 1):
            place = positions.get(change.original_node)
            yield Mutant(
                name=f"{module.name}.{mangled}__mutmut_{number}",
                function=function,
                text=_text(deep_replace(node, change.original_node, change.mutated_node)),
                statement=module.statement_at(place.start.line) if place else function.lines,
            )


def _by_function(changes: list[Change]) -> dict[libcst.FunctionDef, list[Change]]:
    grouped: dict[libcst.FunctionDef, list[Change]] = defaultdict(list)
    for change in changes:
        if isinstance(change.contained_by_top_level_function, libcst.FunctionDef):
            grouped[change.contained_by_top_level_function].append(change)
    return grouped


def _owners(module: libcst.Module) -> dict[libcst.CSTNode, str | None]:
    """The class of each method; nothing for a function of the module."""
    owners: dict[libcst.CSTNode, str | None] = dict.fromkeys(module.body)
    for node in module.body:
        if isinstance(node, libcst.ClassDef):
            owners.update(dict.fromkeys(node.body.body, node.name.value))
    return owners


def _function(module: Module, node: libcst.FunctionDef, owner: str | None, place: CodeRange) -> Function:
    definition = next(
        found
        for found in ast.walk(module.tree)
        if isinstance(found, ast.FunctionDef)
        and found.name == node.name.value
        and place.start.line <= found.lineno <= place.end.line
    )
    first = min([definition.lineno, *(decorator.lineno for decorator in definition.decorator_list)])
    lines = range(first, (definition.end_lineno or first) + 1)
    return Function(module=module, name=node.name.value, owner=owner, text=_text(node), lines=lines)


def _text(node: object) -> str:
    return libcst.Module(body=[]).code_for_node(cast("libcst.CSTNode", node)).strip("\n") + "\n"
