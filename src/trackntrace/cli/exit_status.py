"""The exit status of a command: one small set, the same for every command, and part of the public interface."""

from __future__ import annotations

from enum import IntEnum


class ExitStatus(IntEnum):
    """
    How a command ended.

    DONE: what was asked for was done. REFUSED: it ran and the answer is no: data were refused, a number is blocked,
    something that is needed is broken. USAGE: it could not run as it was given. INTERRUPTED: as a shell tells it of a
    process that SIGINT ended.
    """

    DONE = 0
    REFUSED = 1
    USAGE = 2
    INTERRUPTED = 130
