"""Wording: codes and facts to sentences, in English, Dutch and French."""

from trackntrace.numbers.tracking_page import Language
from trackntrace.wording.findings import finding_text, remedy_text
from trackntrace.wording.refusals import conflict_text, fault_text, reason_text, refusal_text, table_fault_text
from trackntrace.wording.saying import fact_text, has_words_for, row_text, say

__all__ = [
    "Language",
    "conflict_text",
    "fact_text",
    "fault_text",
    "finding_text",
    "has_words_for",
    "reason_text",
    "refusal_text",
    "remedy_text",
    "row_text",
    "say",
    "table_fault_text",
]
