"""The tables of the documentation that show data: words, delivery services, formats, placeholders, statuses."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any, Final

from tools.module_plan import ROOT
from trackntrace.numbers.check_digits import CHECK_RULES
from trackntrace.numbers.delivery_services import DELIVERY_SERVICES
from trackntrace.numbers.formats import FORMATS
from trackntrace.numbers.number_format import NumberFormat
from trackntrace.numbers.placeholders import PLACEHOLDERS
from trackntrace.numbers.tracking_pages import TRACKING_PAGES
from trackntrace.shipping.journey import TransportStatus
from trackntrace.shipping.status_vocabularies import VOCABULARIES, Vocabulary

GLOSSARY: Final = ROOT / "docs" / "explanation" / "glossary.toml"
SECTIONS: Final = ("number", "shipping", "score", "data")
LANGUAGES: Final = {"en": "English", "nl": "Nederlands", "fr": "français"}

HEADERS: Final = {
    "en": ("word", "means", "Nederlands", "français", "in Python", "on the wire"),
    "nl": ("woord", "betekenis", "English", "français", "in Python", "in de interface"),
    "fr": ("mot", "sens", "English", "Nederlands", "en Python", "dans l'interface"),
}


def markdown(header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    """A table in Markdown."""
    lines = [header, ("---",) * len(header), *rows]
    return "\n" + "".join(f"| {' | '.join(line)} |\n" for line in lines) + "\n"


def terms() -> list[dict[str, Any]]:
    """The words of the glossary, as its data file has them."""
    told: list[dict[str, Any]] = tomllib.loads(GLOSSARY.read_text("utf-8"))["term"]
    return told


def glossary(language: str, section: str) -> str:
    """The words of one section, explained in one language."""
    return markdown(HEADERS[language], (_term(each, language) for each in terms() if each["about"] == section))


def _term(term: dict[str, Any], language: str) -> tuple[str, ...]:
    word, meaning = term[language]
    others = (term[other][0] for other in LANGUAGES if other != language)
    return word, meaning, *others, f"`{term['code']}`" if "code" in term else "", term.get("wire", "")


def delivery_services() -> str:
    """Every delivery service that is listed, by its code."""
    lines = (
        (f"`{each.code}`", each.name, each.carrier, each.mail.value, each.number_expectation.value, each.source)
        for each in DELIVERY_SERVICES
    )
    return markdown(("code", "name", "carrier", "kind of mail", "a number is", "source"), lines)


def number_formats() -> str:
    """Every format of numbers that is known."""
    header = ("carrier", "format", "shape", "check", "confidence", "a failed check refutes", "services", "source")
    return markdown(header, map(_format, FORMATS))


def _format(one: NumberFormat) -> tuple[str, ...]:
    checks = ", ".join(f"{check.rule.name} ({check.begin + 1} to {check.end})" for check in one.checks)
    services = " ".join(f"`{service.code}`" for service in one.services)
    shape, refutes = one.pattern.replace("|", "\\|"), one.refutes.value if checks else "-"
    return (
        one.carrier,
        one.name,
        f"`{shape}`",
        checks or "-",
        one.confidence.value,
        refutes,
        services or "-",
        one.source,
    )


def check_rules() -> str:
    """The rules of check digits, and what each catches."""
    lines = (
        (rule.name, rule.single_errors.value, rule.adjacent_swaps.value, rule.escapes, rule.source)
        for rule in CHECK_RULES
    )
    return markdown(("rule", "single errors caught", "neighbours exchanged caught", "what escapes", "source"), lines)


def tracking_pages() -> str:
    """The tracking pages that links are made for."""
    lines = (
        (
            " / ".join(page.carriers),
            "<br>".join(f"`{template}`" for template in page.templates),
            page.confidence.value,
            " ".join(f"`{service.code}`" for service in page.services) or "-",
            page.source,
        )
        for page in TRACKING_PAGES
    )
    return markdown(("carrier", "link", "confidence", "services", "source"), lines)


def placeholders() -> str:
    """What stands where a number is asked for without being one."""
    return f"\n{', '.join(f'`{each}`' for each in sorted(PLACEHOLDERS))}.\n\n"


def vocabulary(one: Vocabulary) -> str:
    """The codes of one source, by what they mean."""
    codes: dict[TransportStatus, list[str]] = {}
    for code, status in one.meanings:
        codes.setdefault(status, []).append(code)
    lines = ((f"`{status.value}`", " ".join(f"`{code}`" for code in codes[status])) for status in codes)
    return f"\nSource: {one.source}.\n{markdown(('means', 'codes'), lines)}"


def vocabulary_name(one: Vocabulary) -> str:
    """The name of a vocabulary in the comment that marks its table."""
    return f"vocabulary {one.name.lower()}"


DATA_TABLES: Final[dict[str, Callable[[], str]]] = {
    **{f"glossary {each} {part}": partial(glossary, each, part) for each in LANGUAGES for part in SECTIONS},
    "delivery services": delivery_services,
    "number formats": number_formats,
    "check rules": check_rules,
    "tracking pages": tracking_pages,
    "placeholders": placeholders,
    **{vocabulary_name(each): partial(vocabulary, each) for each in VOCABULARIES},
}
