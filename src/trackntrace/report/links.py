"""The links of a report: each leads to the carrier's page that it was made for, or is left out."""

from __future__ import annotations

from urllib.parse import urlsplit

from trackntrace.numbers.delivery_services import DeliveryService
from trackntrace.numbers.number import TrackAndTraceNumber
from trackntrace.numbers.tracking_links import TrackingLink, tracking_link
from trackntrace.numbers.tracking_page import Language
from trackntrace.shipping.entry import Number


def parcel_link(number: Number | None, service: DeliveryService | None, language: Language) -> str:
    """Where a parcel is followed; nothing where no link can be made."""
    if not isinstance(number, TrackAndTraceNumber) or service is None:
        return ""
    made = tracking_link(number, service, language=language)
    return checked_link(made) if isinstance(made, TrackingLink) else ""


def checked_link(link: TrackingLink) -> str:
    """A tracking link, once it is certain that it leads to the page that it was made for; otherwise nothing."""
    parts = urlsplit(link.url)
    homes = {urlsplit(template).netloc for template in link.page.templates}
    return link.url if parts.scheme == "https" and parts.netloc in homes else ""
