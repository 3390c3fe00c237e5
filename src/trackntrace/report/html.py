"""
The report as one HTML file: it holds all that it needs, runs no script and asks nothing of the network.

This module needs Jinja2 and Matplotlib, which the extra ``report`` brings.
"""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from trackntrace.report.model import Report
from trackntrace.report.page import Page
from trackntrace.report.speech import Speech, plain
from trackntrace.wording import Language


def html_report(report: Report, *, language: Language = Language.ENGLISH) -> str:
    """
    A report as the text of an HTML file.

    Every value is escaped, and what is not seen in it (controls, line ends, signs of direction) is spelled out.
    """
    page = Page(report, Speech(language))
    return _environment().get_template("report.html").render(page=page, speech=page.speech)


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("trackntrace.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_seen,
    )


def _seen(value: object) -> object:
    """What a template prints of a value."""
    return plain(value) if isinstance(value, str) and not isinstance(value, Markup) else value
