"""What became of a mutant."""

from enum import Enum


class Outcome(Enum):
    """What became of a mutant."""

    KILLED = "killed"
    TIMEOUT = "timeout"
    SURVIVED = "survived"
    UNTESTED = "untested"
    COLD = "cold"
    """It runs while modules are imported, and no test found it in the living function: to be tried cold."""
