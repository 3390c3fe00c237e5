"""Gathering customers' questions, and counts of standards that are known by their counts alone."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

from trackntrace.documents.dossier_reader import take
from trackntrace.documents.fault import Faults
from trackntrace.documents.lines import Document
from trackntrace.documents.side_inputs import count_of, question_of
from trackntrace.errors import ConflictError
from trackntrace.moment import Week
from trackntrace.performance.questions import Question
from trackntrace.performance.score import Amount

Counts: TypeAlias = dict[tuple[str, Week], Amount]
"""What a counted standard amounts to, by its name and the week."""


def questions_in(documents: Iterable[Document], faults: Faults) -> tuple[Question, ...]:
    """
    The questions of documents, each once.

    What cannot be read becomes a fault; so does a question that differs from one of its id that was read before.
    """
    kept: dict[str, Question] = {}

    def keep(question: Question) -> None:
        if kept.setdefault(question.question_id, question) != question:
            reason = "expected what was said of it before: this differs"
            raise ConflictError.about(question.question_id, "questionId", reason)

    take(documents, faults, question_of, keep)
    return tuple(kept.values())


def counts_in(documents: Iterable[Document], faults: Faults) -> Counts:
    """The counts of documents; what cannot be read becomes a fault, and so does another count of one week."""
    kept: Counts = {}

    def keep(told: tuple[str, Week, Amount]) -> None:
        standard, week, amount = told
        if kept.setdefault((standard, week), amount) != amount:
            raise ConflictError.about(str(week), standard, "expected what was said of it before: this differs")

    take(documents, faults, count_of, keep)
    return kept
