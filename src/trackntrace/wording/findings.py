"""What findings say in the user's language, with the words of ours among their facts said in it too."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from trackntrace.numbers.finding import TOO_LATE, Finding
from trackntrace.numbers.tracking_page import Language
from trackntrace.wording.recognition import said_again
from trackntrace.wording.saying import has_words_for, say

_OURS: Final[Mapping[str, tuple[str, ...]]] = {
    "reason": ("reason",),
    "what": ("told",),
    "near": ("told",),
    "service": ("told",),
    "standing": ("told",),
    "format": ("format",),
}
"""The facts that are words of ours, by name; all others are what somebody typed, codes or moments."""

_ENTRIES: Final = frozenset({"given", "offered"})
_OF_ENTRIES: Final = "already-entered"
"""Where entries are told, which may lack a number or a service."""


def finding_text(finding: Finding, language: Language) -> str:
    """What was noticed; a finding of a user's own kind in its own words."""
    key = f"finding.{finding.code}"
    return say(key, language, **_facts(finding, language)) if has_words_for(key, language) else finding.text


def remedy_text(finding: Finding, language: Language) -> str:
    """What can be done about a finding; empty where there is nothing to do."""
    if finding.remedy == TOO_LATE and has_words_for("remedy.too-late", language):
        return say("remedy.too-late", language)
    key = f"remedy.{finding.code}"
    known = finding.remedy and has_words_for(key, language)
    return say(key, language, **_facts(finding, language)) if known else finding.remedy


def _facts(finding: Finding, language: Language) -> dict[str, str]:
    return {name: said_again(text, language, *_families(finding, name)) for name, text in finding.facts}


def _families(finding: Finding, name: str) -> tuple[str, ...]:
    if finding.code == _OF_ENTRIES and name in _ENTRIES:
        return ("told",)
    return _OURS.get(name, ())
