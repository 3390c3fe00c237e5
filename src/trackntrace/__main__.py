"""``python -m trackntrace``."""

import sys

from trackntrace.cli import main

sys.exit(main())
