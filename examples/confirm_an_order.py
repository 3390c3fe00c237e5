"""Confirms an order in the three ways in which a track & trace number can be added, and adds one late."""

from __future__ import annotations

from trackntrace import (
    DELIVERY_BY_APPOINTMENT,
    OWN_THROUGH_RETAILER_API,
    SHIPPING_LABEL_VIA_BOL,
    AlreadyEnteredError,
    Confirmation,
    ContactCustomer,
    CorrectionNote,
    CustomerMessage,
    DeliverBy,
    DeliveryService,
    Entry,
    Order,
    OrderItem,
    ShippingLabel,
    TrackAndTraceNumber,
    confirm,
    parse_day,
    parse_moment,
)

POSTNL = DeliveryService.parse("TNT")
APPOINTMENT = DeliveryService.parse("COURIER")
NUMBER = TrackAndTraceNumber.parse("3s abcd 1234567")
TUESDAY = parse_moment("2026-10-06T16:00:00+02:00")
WEDNESDAY = parse_moment("2026-10-07T09:30:00+02:00")

ORDER = Order("A1", [OrderItem("11", 2, promise=DeliverBy(parse_day("2026-10-08")))])


def said(confirmed: Confirmation) -> str:
    """What happens on confirmation, in a sentence."""
    told = confirmed.told
    if isinstance(told, CustomerMessage):
        number = told.number or "no number"
        carrier = told.service.name if told.service else "nobody"
        return f"The customer is mailed: {number}, {carrier}, expected on {told.expected}."
    if isinstance(told, ContactCustomer):
        ways = " or ".join(way.value for way in told.by)
        return f"The seller contacts the customer by {ways} (reference {told.reference})."
    return "The marketplace informs the customer."


def main() -> None:
    """Three ways, one number added later, and one that is refused."""
    label = ShippingLabel("label-1", number=NUMBER, service=POSTNL)
    print(said(confirm(ORDER, Entry.of_label(label, at=TUESDAY), method=SHIPPING_LABEL_VIA_BOL)))

    visit = Entry(service=APPOINTMENT, at=TUESDAY, reference="van 3")
    print(said(confirm(ORDER, visit, method=DELIVERY_BY_APPOINTMENT)))

    forgotten = confirm(ORDER, Entry(service=POSTNL, at=TUESDAY), method=OWN_THROUGH_RETAILER_API)
    print(said(forgotten))
    print(f"Is a number still owed? {'yes' if forgotten.number_still_owed else 'no'}")

    late = Entry(number=NUMBER, service=POSTNL, at=WEDNESDAY)
    shipment = forgotten.shipment.enter(late)
    print(f"Added later: {shipment.number}. To be told: {OWN_THROUGH_RETAILER_API.instruction(late)}")

    right = TrackAndTraceNumber("3SABCD7654321")
    try:
        shipment.enter(Entry(number=right, service=POSTNL, at=WEDNESDAY))
    except AlreadyEnteredError as error:
        print(f"Refused: {error}")
    noted = shipment.transport.note(CorrectionNote(at=WEDNESDAY, number=right, text="the label of another box"))
    print(f"On record: {noted.number} should have been {noted.notes[0].number}.")


if __name__ == "__main__":
    main()
