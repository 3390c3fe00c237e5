"""Wording: codes and facts to sentences, in English, Dutch and French."""

from trackntrace.numbers.tracking_page import Language
from trackntrace.wording.saying import fact_text, finding_text, has_words_for, remedy_text, row_text, say

__all__ = ["Language", "fact_text", "finding_text", "has_words_for", "remedy_text", "row_text", "say"]
