"""The words of the report: none is missing, none is left over."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

import trackntrace
from trackntrace.performance.strike_rules import Authority
from trackntrace.report.model import Trend
from trackntrace.wording import Language, has_words_for
from trackntrace.wording.english_report import SENTENCES
from trackntrace.wording.recognition import PARTS
from trackntrace.wording.saying import catalogue

REPORT = Path(trackntrace.__file__).parent / "report"
ASKED_BY_PARTS = (
    "heading.",
    "month.",
    "column.",
    "strikes.state.",
    "trend.",
    "brought.",
)


def asked() -> str:
    """All the text of the report's modules and templates."""
    templates = files("trackntrace.report").joinpath("templates").iterdir()
    return "\n".join(
        [*(path.read_text("utf-8") for path in REPORT.glob("*.py")), *(t.read_text("utf-8") for t in templates)]
    )


def test_every_word_is_asked_for() -> None:
    text = asked()
    keys = {key.removeprefix("report.") for key in SENTENCES}
    whole = {key for key in keys if not key.startswith(ASKED_BY_PARTS)}
    unasked = {key for key in whole if f'"{re.sub("[.](one|many)$", "", key)}"' not in text}

    assert unasked == set()
    columns = {key for key in keys if key.startswith("column.")}
    counts = {f"column.{name}" for name in ("hits", "misses", "counted", "pending", "excluded", "headroom")}
    assert {key for key in columns - counts if f'"{key}"' not in text} == set()


def test_every_state_trend_and_month_has_a_word() -> None:
    words = [
        *(f"strikes.state.{state}" for state in ("clear", "open", "nothing")),
        *(f"trend.{trend.value}" for trend in Trend if trend is not Trend.UNKNOWN),
        *(f"month.{month}" for month in range(1, 13)),
    ]

    assert [word for word in words for language in Language if not has_words_for(f"report.{word}", language)] == []


def test_all_who_tell_what_strikes_bring_have_words() -> None:
    keys = [f"report.brought.{who.value}.{number}" for who in Authority for number in ("one", "many")]

    assert [key for key in keys for language in Language if not has_words_for(key, language)] == []


def test_every_catalogue_is_asked_for_by_a_key_or_by_the_begin_of_one() -> None:
    package = Path(trackntrace.__file__).parent
    own = re.compile("(english|dutch|french)_")
    sources = [path for end in ("py", "html") for path in package.rglob(f"*.{end}") if not own.match(path.name)]
    text = "\n".join(path.read_text("utf-8") for path in sources)
    whole = set(re.findall(r"""["']([a-z][a-z. _-]*)["']""", text))
    begins = {begin for begin in re.findall(r"""f["']([a-z][a-z._-]*[.])[{]""", text) if begin != "report."}
    begins |= {f"{kind}." for kind in re.findall(r"""word[(]["']([a-z-]+)["']""", text)}
    begins |= {f"{family}." for families in PARTS.values() for family in families}
    known = [key for language in Language for key in catalogue(language) if not key.startswith("report.")]

    assert len(known) > 900
    assert sorted({key for key in known if key not in whole and not key.startswith(tuple(begins))}) == []


def test_every_literal_key_has_words() -> None:
    said = set(re.findall(r'\.say\(\s*"([a-z.-]+)"', asked()))

    assert len(said) > 50
    assert {
        key for key in said if not key.endswith(".") and not has_words_for(f"report.{key}", Language.FRENCH)
    } == set()
