"""The links of a report: to the carrier's own page, or none at all."""

from __future__ import annotations

from trackntrace.numbers.delivery_services import DPD_NL, POSTNL, DeliveryService
from trackntrace.numbers.number import TrackAndTraceNumber, UnreadableNumber
from trackntrace.numbers.tracking_links import TrackingLink, tracking_link
from trackntrace.report.links import checked_link, parcel_link
from trackntrace.wording import Language


def test_a_tracking_link_leads_to_the_carrier_that_it_was_made_for() -> None:
    made = tracking_link(TrackAndTraceNumber("05212345678901"), DPD_NL)
    assert isinstance(made, TrackingLink)

    assert checked_link(made) == made.url
    assert checked_link(TrackingLink("https://example.org/05212345678901", made.page)) == ""
    assert checked_link(TrackingLink(made.url.replace("https", "http"), made.page)) == ""


def test_a_parcel_is_followed_where_its_number_and_carrier_are_known() -> None:
    number = TrackAndTraceNumber("05212345678901")

    assert parcel_link(number, DPD_NL, Language.DUTCH) == (
        "https://www.dpdgroup.com/nl/mydpd/my-parcels/track?lang=nl&parcelNumber=05212345678901"
    )
    assert "lang=fr" in parcel_link(number, DPD_NL, Language.FRENCH)
    assert parcel_link(number, None, Language.DUTCH) == ""
    assert parcel_link(None, DPD_NL, Language.DUTCH) == ""
    assert parcel_link(UnreadableNumber("05212345678901!"), DPD_NL, Language.DUTCH) == ""
    assert parcel_link(number, POSTNL, Language.DUTCH) == ""
    assert parcel_link(number, DeliveryService.parse("NEWCOMER"), Language.DUTCH) == ""
