"""Gives a living function the code of its mutant, so that nothing needs to be imported again."""

from __future__ import annotations
import __future__

import ast
import gc
from collections import defaultdict
from collections.abc import Iterator
from types import CodeType, FunctionType

from tools.mutation.mutant import Function, Mutant

Place = tuple[str, str, int]


class Unreachable(Exception):  # noqa: N818
    """There is no living function that could take this code."""


def living_functions(folder: str) -> dict[Place, list[FunctionType]]:
    """All functions whose source is below a folder, by file, name and first line."""
    found = defaultdict(list)
    for each in gc.get_objects():
        if type(each) is FunctionType and each.__code__.co_filename.startswith(folder):
            code = each.__code__
            found[code.co_filename, code.co_name, code.co_firstlineno].append(each)
    return found


def graft(mutant: Mutant, living: dict[Place, list[FunctionType]]) -> None:
    """Swap the code and the defaults of the mutant's function, wherever it lives."""
    function = mutant.function
    taking = living.get((str(function.module.path), function.name, function.lines.start), [])
    if not taking:
        raise Unreachable(mutant.name)
    code, arguments = code_of(mutant), _definition(mutant.text).args
    changed = ast.dump(arguments) != ast.dump(_definition(function.text).args)
    for each in taking:
        if code.co_freevars != each.__code__.co_freevars:
            raise Unreachable(mutant.name)
        each.__code__ = code
        if changed:
            _take_defaults(each, arguments)


def _definition(text: str) -> ast.FunctionDef:
    (definition,) = ast.parse(text).body
    if not isinstance(definition, ast.FunctionDef):
        raise TypeError(text)
    return definition


def code_of(mutant: Mutant) -> CodeType:
    """The compiled mutant, as a method of its class where it is one (for `super` and names with two underscores)."""
    body: ast.stmt = _definition(mutant.text)
    if mutant.function.owner:
        body = ast.ClassDef(mutant.function.owner, bases=[], keywords=[], body=[body], decorator_list=[])
    tree = ast.fix_missing_locations(ast.Module([body], type_ignores=[]))
    ast.increment_lineno(tree, mutant.function.lines.start - 1)
    flags = _future(mutant.function)
    whole = compile(tree, str(mutant.function.module.path), "exec", flags=flags, dont_inherit=True)
    return next(code for code in _codes(whole) if code.co_name == mutant.function.name)


def _future(function: Function) -> int:
    named = "from __future__ import annotations" in function.module.text
    return __future__.annotations.compiler_flag if named else 0


def _codes(code: CodeType) -> Iterator[CodeType]:
    for each in code.co_consts:
        if isinstance(each, CodeType):
            yield each
            yield from _codes(each)


def _take_defaults(function: FunctionType, arguments: ast.arguments) -> None:
    def value(default: ast.expr) -> object:
        return eval(compile(ast.Expression(default), "<default>", "eval"), function.__globals__)

    named = zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True)
    function.__defaults__ = tuple(map(value, arguments.defaults)) or None
    function.__kwdefaults__ = {argument.arg: value(default) for argument, default in named if default} or {}
