"""One process that fuzzes one family of doors until its time is over; it needs atheris, and watches the library."""

from __future__ import annotations

import sys
from pathlib import Path

import atheris  # type: ignore[import-not-found,import-untyped,unused-ignore]  # it has no types, and not every Python has it


def main() -> None:
    """Takes the family, the folder of the run, and what the fuzzer itself is told."""
    family, folder, *options = sys.argv[1:]
    with atheris.instrument_imports(include=["trackntrace"]):
        from tools.fuzzing.harness import Harness  # noqa: PLC0415  (imported where it is watched)
    harness = Harness.of(family, Path(folder) / "counts")

    def changed(data: bytes, longest: int, seed: int) -> bytes:
        return harness.changed(data, longest, seed, atheris.Mutate)

    atheris.Setup([sys.argv[0], *options], harness, custom_mutator=changed)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
