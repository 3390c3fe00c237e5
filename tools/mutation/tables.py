"""
Mutants of what no function holds: numbers of tables, norms and formats, options of classes, decorators.

mutmut changes functions alone. cosmic-ray changes files, so it works on a copy, below `.mutants/tables`; of its
mutants those are kept that lie outside of functions and annotations. Each is tried with the tests that are named for
its module, about one in a few seconds. What was found stands in `tools/mutation/tables.json`: by module the digest of
its source, the day, how many mutants there were, and the changed lines of those that survived. At most 3 % may.

``python -m tools.mutation.tables`` tries modules that have changed; names of modules after it try only these.
"""

from __future__ import annotations

import ast
import compileall
import json
import os
import shutil
import subprocess
import sys
from argparse import Namespace
from datetime import UTC, datetime
from pathlib import Path
from py_compile import PycInvalidationMode
from typing import Any, Final

from cosmic_ray.tools.filters.filter_app import FilterApp
from cosmic_ray.work_db import WorkDB, use_db
from cosmic_ray.work_item import MutationSpec, WorkerOutcome, WorkResult

from tools.mutation.listed_tables import BAR, KEPT, PUBLIC, TESTS
from tools.mutation.mutant import ROOT, Module, modules

COPY: Final = ROOT / ".mutants" / "tables"
COPIED: Final = ("src", "tests", "tools", "docs", "pyproject.toml", "CHANGELOG.md")
NOISE: Final = ("BinaryOperator_BitOr", "VariableReplacer", "VariableInserter", "AddNot", "ExceptionReplacer")
"""Operators that change types that are only written, or what is none of a table's."""


class OutsideFunctions(FilterApp):
    """Leaves out what mutmut sees, and what changes nothing that runs."""

    def filter(self, work_db: WorkDB, args: Namespace) -> None:
        for item in work_db.pending_work_items:
            if any(_left_out(mutation) for mutation in item.mutations):
                skipped = WorkResult(output="left out", worker_outcome=WorkerOutcome.SKIPPED)
                work_db.set_result(item.job_id, skipped)


def _left_out(mutation: MutationSpec) -> bool:
    if any(name in mutation.operator_name for name in NOISE):
        return True
    line, path = mutation.start_pos[0], COPY / mutation.module_path
    if path.read_text("utf-8").splitlines()[line - 1] == "@final":
        return True  # it is for type checkers alone
    return any(line in span for span in _functions(path))


def _functions(path: Path) -> list[range]:
    """The lines of the bodies of functions, and of annotations without a value."""
    tree = ast.parse(path.read_text("utf-8"))
    bodies = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    spoken = [node for node in ast.walk(tree) if isinstance(node, ast.AnnAssign) and node.value is None]
    return [range(node.lineno, (node.end_lineno or node.lineno) + 1) for node in [*bodies, *spoken]]


def copy() -> None:
    """The checkout, where files may be changed."""
    shutil.rmtree(COPY, ignore_errors=True)
    COPY.mkdir(parents=True)
    for name in COPIED:
        source = ROOT / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, COPY / name)
    # by its time alone a changed file is not told from the one before, where both come in one second
    compileall.compile_dir(COPY / "src", quiet=1, force=True, invalidation_mode=PycInvalidationMode.CHECKED_HASH)


def configuration(module: Module) -> str:
    """How cosmic-ray is to work on a module."""
    names = {*TESTS[module.name], PUBLIC}
    files = sorted(path for path in (ROOT / "tests").rglob("test_*.py") if path.stem in names)
    tests = " ".join(str(path.relative_to(ROOT)) for path in files)
    options = "-x -q --no-header --tb=no -p no:cacheprovider -p no:xdist"
    return f"""[cosmic-ray]
module-path = "{module.path.relative_to(ROOT)}"
timeout = 300.0
excluded-modules = []
test-command = "{sys.executable} -m pytest {options} {tests}"

[cosmic-ray.distributor]
name = "local"
"""


def run(module: Module) -> dict[str, Any]:
    """Try the mutants of one module."""
    (COPY / "session.toml").write_text(configuration(module), "utf-8")
    (COPY / "session.sqlite").unlink(missing_ok=True)
    environment = os.environ | {"PYTHONPATH": f"{COPY / 'src'}:{COPY}", "HOLD_REFUSALS": "1"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # each mutant would compile all the tests anew

    def ray(*arguments: str) -> None:
        called = [str(Path(sys.executable).parent / "cosmic-ray"), *arguments]
        subprocess.run(called, cwd=COPY, env=environment, check=True)

    ray("init", "session.toml", "session.sqlite")
    OutsideFunctions().main([str(COPY / "session.sqlite")])
    ray("baseline", "session.toml")
    ray("exec", "session.toml", "session.sqlite")
    return found_in(COPY / "session.sqlite", module)


def found_in(session: Path, module: Module) -> dict[str, Any]:
    """What a session found, as the ledger has it."""
    survived, tried = [], 0
    lines = module.text.splitlines()
    with use_db(session, mode=WorkDB.Mode.open) as db:
        for item, result in db.completed_work_items:
            if result.worker_outcome is WorkerOutcome.SKIPPED:
                continue
            tried += 1
            if not result.is_killed:
                mutation = item.mutations[0]
                name, line = mutation.operator_name.removeprefix("core/"), mutation.start_pos[0]
                survived.append(f"{line}: {lines[line - 1].strip()} [{name} {mutation.occurrence}]")
    today = datetime.now(UTC).date().isoformat()
    return {"source": module.digest, "measured": today, "mutants": tried, "survived": survived}


def tell(kept: dict[str, Any]) -> bool:
    """The share of survivors, and whether it is small enough."""
    fresh = [kept[each.name] for each in modules() if kept.get(each.name, {}).get("source") == each.digest]
    mutants = sum(each["mutants"] for each in fresh)
    survived = sum(len(each["survived"]) for each in fresh)
    print(f"{mutants} mutants of tables in {len(fresh)} of {len(TESTS)} modules, {survived} survived; bar {BAR} %")
    return 100 * survived <= BAR * mutants


def main(names: list[str]) -> int:
    """Try what has changed, keep what was found, tell."""
    kept: dict[str, Any] = json.loads(KEPT.read_text("utf-8")) if KEPT.exists() else {}
    wanted = [each for each in modules() if each.name in TESTS and (not names or each.name in names)]
    changed = [each for each in wanted if kept.get(each.name, {}).get("source") != each.digest]
    if changed:
        copy()
    for module in changed:
        kept[module.name] = run(module)
        KEPT.write_text(json.dumps(dict(sorted(kept.items())), indent=1, ensure_ascii=False) + "\n", "utf-8")
        print(module.name, kept[module.name]["mutants"], *kept[module.name]["survived"], sep="\n  ", flush=True)
    return not tell(kept)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
