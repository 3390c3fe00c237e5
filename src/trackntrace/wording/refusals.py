"""Refusals in the user's language: errors, faults of documents and of tables, and what was told in two ways."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trackntrace.documents.fault import Fault
from trackntrace.errors import LONGEST_MESSAGE, ConflictError, NoEditionError, TrackntraceError
from trackntrace.numbers.tracking_page import Language
from trackntrace.shipping.conflict import Conflict
from trackntrace.wording.recognition import said_again
from trackntrace.wording.saying import has_words_for, say

if TYPE_CHECKING:
    from trackntrace.frames.refusals import TableFault

_ORDER_ITEM: Final = "order-item"


def reason_text(reason: str, language: Language) -> str:
    """What was expected instead; where the words are a user's own, as they are."""
    return said_again(reason, language, "reason")


def refusal_text(error: TrackntraceError, language: Language) -> str:
    """
    A refusal in one sentence.

    >>> from trackntrace.moment import Week
    >>> try:
    ...     Week.parse("2025-W53")
    ... except TrackntraceError as error:
    ...     refusal_text(error, Language.DUTCH)
    "Kan '2025-W53' niet gebruiken als week: verwacht: een week die bestaat: 2025 heeft er 52"
    """
    if language is Language.ENGLISH or not _is_said_here(error):
        return str(error)
    facts = {
        "field": error.field,
        "shown": _shown(error.shown, language),
        "reason": reason_text(error.reason, language),
    }
    text = say(_key(error), language, **facts)
    return text if len(text) <= LONGEST_MESSAGE else f"{text[: LONGEST_MESSAGE - 3]}..."


def _shown(text: str, language: Language) -> str:
    """What a refused value is shown as: text in quotes as it is, what cannot be shown in words."""
    return said_again(text, language, "shown")


def _is_said_here(error: TrackntraceError) -> bool:
    """Whether its sentence is one of the three of `errors`, and not one of a leaf's own."""
    return type(error).sentence in {each.sentence for each in (TrackntraceError, ConflictError, NoEditionError)}


def _key(error: TrackntraceError) -> str:
    if isinstance(error, ConflictError):
        return "refusal.conflict"
    return "refusal.edition" if isinstance(error, NoEditionError) else "refusal.value"


def fault_text(fault: Fault, language: Language) -> str:
    """One fault of a document: where, in which field, and what was expected there."""
    said = {"where": fault.where, "place": fault.named_place, "reason": reason_text(fault.reason, language)}
    text = say("fault.at", language, **said)
    return say("fault.not", language, fault=text, shown=_shown(fault.shown, language)) if fault.echoes else text


def table_fault_text(fault: TableFault, language: Language) -> str:
    """One fault of a table: its column, what was expected there, and how many rows have something else."""
    facts = {"column": fault.name, "expected": reason_text(fault.expected, language)}
    if not isinstance(fault.rows, int):
        return say("fault.rows.every", language, **facts)
    return say("fault.rows.one" if fault.rows == 1 else "fault.rows.many", language, **facts, count=str(fault.rows))


def conflict_text(conflict: Conflict, language: Language) -> str:
    """Two things that cannot both be true, and which of them stands meanwhile."""
    if language is Language.ENGLISH:
        return conflict.sentence
    stands, differs = (said_again(each, language, "told") for each in conflict.both)
    return say(
        "conflict.stands",
        language,
        where=", ".join(_subject(each, language) for each in conflict.told_where),
        kind=say(f"conflict.kind.{conflict.kind.value}", language),
        because=say(f"conflict.because.{conflict.because.value}", language),
        stands=stands,
        differs=differs,
    )


def _subject(text: str, language: Language) -> str:
    kind, _, name = text.partition(" ")
    key = f"conflict.of.{'item' if kind == _ORDER_ITEM else kind}"
    return f"{say(key, language)} {name}" if has_words_for(key, language) else text
