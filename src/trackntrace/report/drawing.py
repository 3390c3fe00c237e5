"""Pictures inside a page: SVG that takes its colours and its letters from the page around it."""

from __future__ import annotations

import re
from io import StringIO
from typing import Final

from attrs import asdict
from markupsafe import Markup, escape

from trackntrace.report.model import Line
from trackntrace.report.panel import Palette
from trackntrace.report.pictures import panel, settings
from trackntrace.report.speech import Speech, plain

_OF_THE_PAGE: Final = Palette(
    surface="#010101", ink="#020202", muted="#030303", line="#040404", accent="#050505", bad="#060606"
)
"""Stand-ins, one for each colour; the page's own variables take their place."""

_HEAD: Final = re.compile(r"<svg [^>]*?viewBox=\"([0-9. ]+)\"[^>]*>", re.DOTALL)
_LEFT_OUT: Final = re.compile(r"<metadata>.*?</metadata>|<style [^>]*>.*?</style>|<!--.*?-->", re.DOTALL)
_NAMES: Final = re.compile(r"(\bid=\"|\burl\(#|href=\"#)")
_FAMILY: Final = re.compile(r"font-family: [^;\"]*;? ?")
_FONT: Final = re.compile(r"\bfont: (?:[a-z0-9]+ )*?([0-9.]+px)[^;\"]*")
"""How older releases of Matplotlib say size and family at once."""


def inline_picture(line: Line, speech: Speech, *, place: int, title: str, description: str) -> Markup:
    """
    The picture of one standard as an SVG element; ``place`` tells the pictures of a page apart.

    Its title and description are for those who do not see it.
    """
    text = StringIO()
    with settings(letters="none"):
        panel(line, speech, _OF_THE_PAGE).savefig(text, format="svg", metadata={"Date": None})
    body = text.getvalue()
    head = _HEAD.search(body)
    box = head[1] if head else ""
    inner = _with_own_names(_in_colours_of_the_page(body[head.end() if head else 0 :]), place)
    names = f'<title id="t{place}">{_told(title)}</title><desc id="d{place}">{_told(description)}</desc>'
    return Markup(  # noqa: S704  (made by Matplotlib of figures and weeks; the two texts are escaped)
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}" role="img" aria-labelledby="t{place} d{place}">'
        f"{names}{inner}"
    )


def _told(text: str) -> Markup:
    return escape(plain(text))


def _in_colours_of_the_page(svg: str) -> str:
    kept = _LEFT_OUT.sub("", svg)
    for name, colour in asdict(_OF_THE_PAGE).items():
        kept = kept.replace(colour, f"var(--{name})")
    return _FONT.sub(r"font-size: \1", _FAMILY.sub("", kept))


def _with_own_names(svg: str, place: int) -> str:
    named = _NAMES.sub(rf"\g<1>p{place}-", svg)
    return re.sub(r">\s+<", "><", named).replace("xlink:href", "href")
