"""Writes what other programs hold us to: ``make snapshot`` to where the tests compare it with the sources."""

from __future__ import annotations

import sys
from pathlib import Path

from tools.public.snapshot import FOLDER, write

if __name__ == "__main__":
    write(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
