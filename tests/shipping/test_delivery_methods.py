"""The delivery methods: each asked each question."""

from __future__ import annotations

from types import ModuleType

import pytest
from attrs import evolve

import trackntrace
from tests.builders import (
    LABEL,
    NUMBER,
    OTHER_NUMBER,
    PROMISED,
    SHIPPED,
    UNHEARD_OF,
    assert_well_told,
    at,
    entry,
    event,
    on,
    refused,
)
from trackntrace.numbers.delivery_services import (
    BPOST_LETTER_MAIL,
    DELIVERY_SERVICES,
    DHL,
    DHL_GLOBAL_MAIL,
    LETTER_MAIL,
    OTHER,
    POSTNL,
    DeliveryService,
    MailKind,
)
from trackntrace.numbers.delivery_services import (
    DELIVERY_APPOINTMENT as APPOINTMENT_SERVICE,
)
from trackntrace.shipping import delivery_methods
from trackntrace.shipping.customer import ContactBy, ContactCustomer, CustomerMessage, MarketplaceInforms
from trackntrace.shipping.delivery_methods import (
    DELIVERY_BY_APPOINTMENT,
    LOGISTICS_VIA_BOL,
    OWN_IN_SELLER_ACCOUNT,
    OWN_THROUGH_INTEGRATOR,
    OWN_THROUGH_RETAILER_API,
    SHIPPING_LABEL_VIA_BOL,
    SHIPPING_VIA_BOL,
    DeliveryMethod,
    Measured,
    NotThisMethodError,
    NumberDuty,
    TellNothing,
    UseLabel,
    UseTransport,
    method_of,
)
from trackntrace.shipping.entry import Channel, Entry, ShippingLabel
from trackntrace.shipping.journey import Journey, TransportStatus
from trackntrace.shipping.order import FulfilledBy
from trackntrace.testing.shipments import DELIVERY_METHODS

OWN = [OWN_IN_SELLER_ACCOUNT, OWN_THROUGH_RETAILER_API, OWN_THROUGH_INTEGRATOR]
BY_THE_SELLER: list[DeliveryMethod] = [SHIPPING_LABEL_VIA_BOL, *OWN, DELIVERY_BY_APPOINTMENT]
BY_BOL: list[DeliveryMethod] = [SHIPPING_VIA_BOL, LOGISTICS_VIA_BOL]

LABELLED = Entry.of_label(LABEL, at=SHIPPED, reference="box 1")
APPOINTMENT = entry(service=APPOINTMENT_SERVICE, reference="pallet 7")
DELAYED = Journey([event(TransportStatus.DELAYED, at(6, 20), expected=on(9))])


def names(method: object) -> str:
    return str(getattr(method, "name", ""))


def methods_in(module: ModuleType) -> set[DeliveryMethod]:
    answering = (value for value in vars(module).values() if hasattr(value, "duty") and hasattr(value, "accept"))
    return {value for value in answering if not isinstance(value, type)}


def test_the_laws_are_tried_on_every_method_that_the_library_offers() -> None:
    offered = methods_in(trackntrace)

    assert methods_in(delivery_methods) <= offered, "import it in src/trackntrace/__init__.py, and name it in __all__"
    assert offered == set(DELIVERY_METHODS), "name it in DELIVERY_METHODS of src/trackntrace/testing/shipments.py"


# By whom, and by what evidence


@pytest.mark.parametrize("method", BY_THE_SELLER, ids=names)
def test_what_the_seller_ships_is_fulfilled_by_the_seller(method: DeliveryMethod) -> None:
    assert method.fulfilled_by is FulfilledBy.SELLER


@pytest.mark.parametrize("method", [SHIPPING_LABEL_VIA_BOL, *OWN], ids=names)
def test_labels_and_own_services_are_measured_by_the_delivery(method: DeliveryMethod) -> None:
    assert method.measured is Measured.BY_DELIVERY


def test_shipping_via_bol_is_measured_by_the_handover_and_the_rest_not_at_all() -> None:
    assert SHIPPING_VIA_BOL.measured is Measured.BY_HANDOVER
    assert LOGISTICS_VIA_BOL.measured is Measured.NOT_MEASURED
    assert DELIVERY_BY_APPOINTMENT.measured is Measured.NOT_MEASURED


# Whether a number is owed


@pytest.mark.parametrize("service", [*DELIVERY_SERVICES, UNHEARD_OF, None], ids=str)
@pytest.mark.parametrize("method", OWN, ids=lambda method: str(method.channel))
def test_a_parcel_by_an_own_service_owes_a_number_letters_and_appointments_do_not(
    method: DeliveryMethod, service: DeliveryService | None
) -> None:
    exempt = service in {LETTER_MAIL, BPOST_LETTER_MAIL, APPOINTMENT_SERVICE} or (
        service is not None and service.mail is MailKind.LETTER_MAIL
    )

    assert method.duty(service) is (NumberDuty.WELCOME if exempt else NumberDuty.OWED)


@pytest.mark.parametrize("service", [POSTNL, UNHEARD_OF, OTHER, DHL_GLOBAL_MAIL, None], ids=str)
def test_a_parcel_and_what_is_of_unknown_kind_owe_a_number(service: DeliveryService | None) -> None:
    assert OWN_THROUGH_RETAILER_API.duty(service) is NumberDuty.OWED


def test_letter_mail_and_appointments_are_welcome_to_have_one() -> None:
    assert OWN_THROUGH_RETAILER_API.duty(LETTER_MAIL) is NumberDuty.WELCOME
    assert OWN_THROUGH_RETAILER_API.duty(APPOINTMENT_SERVICE) is NumberDuty.WELCOME
    assert DELIVERY_BY_APPOINTMENT.duty(APPOINTMENT_SERVICE) is NumberDuty.WELCOME
    assert DELIVERY_BY_APPOINTMENT.duty(None) is NumberDuty.WELCOME


@pytest.mark.parametrize("service", [POSTNL, LETTER_MAIL, None], ids=str)
@pytest.mark.parametrize("method", [SHIPPING_LABEL_VIA_BOL, *BY_BOL], ids=names)
def test_a_label_and_the_marketplace_bring_the_number(method: DeliveryMethod, service: DeliveryService | None) -> None:
    assert method.duty(service) is NumberDuty.BROUGHT


# What may be entered


def test_a_bought_label_takes_an_entry_that_names_its_label() -> None:
    assert SHIPPING_LABEL_VIA_BOL.accept(LABELLED) is LABELLED
    with pytest.raises(NotThisMethodError) as caught:
        SHIPPING_LABEL_VIA_BOL.accept(entry())

    assert caught.value.field == "entry for shipping-label-via-bol"
    assert_well_told(caught.value)


@pytest.mark.parametrize("method", OWN, ids=lambda method: str(method.channel))
def test_an_own_service_takes_an_entry_of_its_channel_or_of_none(method: DeliveryMethod) -> None:
    for channel in Channel:
        made = entry(channel=channel)
        if channel in {Channel.NOT_TOLD, getattr(method, "channel", None)}:
            assert method.accept(made) is made
        else:
            with pytest.raises(NotThisMethodError) as caught:
                method.accept(made)

            assert channel.value in caught.value.reason
            assert_well_told(caught.value)


@pytest.mark.parametrize("method", OWN, ids=lambda method: str(method.channel))
@pytest.mark.parametrize("made", [LABELLED, entry(service=None)], ids=["label", "no service"])
def test_an_own_service_takes_no_bought_label_and_no_entry_without_service(method: DeliveryMethod, made: Entry) -> None:
    with pytest.raises(NotThisMethodError) as caught:
        method.accept(made)

    assert caught.value.field == "entry for own-delivery-service"
    assert_well_told(caught.value)


@pytest.mark.parametrize("made", [entry(), entry(service=None), entry(service=LETTER_MAIL), LABELLED])
def test_an_appointment_takes_only_the_service_for_appointments(made: Entry) -> None:
    assert DELIVERY_BY_APPOINTMENT.accept(APPOINTMENT) is APPOINTMENT
    with pytest.raises(NotThisMethodError) as caught:
        DELIVERY_BY_APPOINTMENT.accept(made)

    assert caught.value.field == "entry for delivery-appointment"
    assert_well_told(caught.value)


@pytest.mark.parametrize("method", BY_BOL, ids=names)
def test_the_marketplaces_own_entries_are_its_own(method: DeliveryMethod) -> None:
    for made in (LABELLED, entry(), entry(None, service=None), APPOINTMENT):
        assert method.accept(made) is made


# What happens on confirmation


@pytest.mark.parametrize(("method", "made"), [(SHIPPING_LABEL_VIA_BOL, LABELLED), *((own, entry()) for own in OWN)])
def test_the_customer_is_told_number_service_and_expected_day(method: DeliveryMethod, made: Entry) -> None:
    assert method.told(made, Journey(), PROMISED) == CustomerMessage(
        number=NUMBER, service=POSTNL, expected=PROMISED.day
    )
    assert method.told(made, DELAYED, PROMISED) == CustomerMessage(number=NUMBER, service=POSTNL, expected=on(9))
    assert method.told(made, Journey(), None) == CustomerMessage(number=NUMBER, service=POSTNL, expected=None)


def test_for_an_appointment_the_seller_contacts_the_customer_by_phone_or_e_mail() -> None:
    task = DELIVERY_BY_APPOINTMENT.told(APPOINTMENT, Journey(), PROMISED)

    assert task == ContactCustomer(reference="pallet 7", promised=PROMISED.day)
    assert task.by == (ContactBy.PHONE, ContactBy.E_MAIL)
    assert DELIVERY_BY_APPOINTMENT.told(APPOINTMENT, Journey(), None).promised is None


@pytest.mark.parametrize("method", BY_BOL, ids=names)
def test_with_its_own_shipping_the_marketplace_informs_the_customer(method: DeliveryMethod) -> None:
    assert method.told(entry(), DELAYED, PROMISED) == MarketplaceInforms(number=NUMBER, service=POSTNL)


# What the marketplace must be told


def test_of_a_bought_label_the_marketplace_is_told_the_label_and_no_transport() -> None:
    assert SHIPPING_LABEL_VIA_BOL.instruction(LABELLED) == UseLabel(label_id="label-1", reference="box 1")
    with pytest.raises(NotThisMethodError):
        SHIPPING_LABEL_VIA_BOL.instruction(entry())


@pytest.mark.parametrize("method", OWN, ids=lambda method: str(method.channel))
def test_of_an_own_service_the_marketplace_is_told_service_number_and_reference(method: DeliveryMethod) -> None:
    assert method.instruction(entry(reference="x")) == UseTransport(service=POSTNL, number=NUMBER, reference="x")
    assert method.instruction(entry(None)) == UseTransport(service=POSTNL)
    with pytest.raises(NotThisMethodError):
        method.instruction(entry(service=None))


def test_of_an_appointment_the_marketplace_is_told_the_service_for_appointments() -> None:
    told = UseTransport(service=APPOINTMENT_SERVICE, number=NUMBER, reference="pallet 7")

    assert DELIVERY_BY_APPOINTMENT.instruction(APPOINTMENT) == told
    with pytest.raises(NotThisMethodError):
        DELIVERY_BY_APPOINTMENT.instruction(entry())


@pytest.mark.parametrize("method", BY_BOL, ids=names)
def test_of_its_own_shipping_the_marketplace_is_told_the_label_if_there_is_one(method: DeliveryMethod) -> None:
    assert method.instruction(LABELLED) == UseLabel(label_id="label-1", reference="box 1")
    assert method.instruction(entry()) == TellNothing()


# Which method it is


@pytest.mark.parametrize(
    ("fulfilled_by", "made", "method"),
    [
        (FulfilledBy.SELLER, None, OWN_THROUGH_RETAILER_API),
        (FulfilledBy.SELLER, entry(), OWN_THROUGH_RETAILER_API),
        (FulfilledBy.SELLER, entry(service=None), OWN_THROUGH_RETAILER_API),
        (FulfilledBy.SELLER, LABELLED, SHIPPING_LABEL_VIA_BOL),
        (FulfilledBy.SELLER, Entry.of_label(ShippingLabel("label-2"), at=SHIPPED), SHIPPING_LABEL_VIA_BOL),
        (FulfilledBy.SELLER, APPOINTMENT, DELIVERY_BY_APPOINTMENT),
        (FulfilledBy.SHIPPING_VIA_BOL, None, SHIPPING_VIA_BOL),
        (FulfilledBy.SHIPPING_VIA_BOL, LABELLED, SHIPPING_VIA_BOL),
        (FulfilledBy.LOGISTICS_VIA_BOL, None, LOGISTICS_VIA_BOL),
        (FulfilledBy.LOGISTICS_VIA_BOL, APPOINTMENT, LOGISTICS_VIA_BOL),
    ],
    ids=lambda _: "",
)
def test_the_method_is_read_off_who_fulfils_and_what_was_entered(
    fulfilled_by: FulfilledBy, made: Entry | None, method: DeliveryMethod
) -> None:
    assert method_of(fulfilled_by, made) == method


def test_a_method_takes_what_it_was_read_off() -> None:
    for made in (entry(), LABELLED, APPOINTMENT, entry(None, service=LETTER_MAIL)):
        for fulfilled_by in FulfilledBy:
            assert method_of(fulfilled_by, made).accept(made) is made


def test_an_entry_that_contradicts_its_bought_label_is_refused() -> None:
    label = ShippingLabel("label-1", number=NUMBER, service=POSTNL)
    wrong_number = Entry(number=OTHER_NUMBER, service=POSTNL, at=SHIPPED, label=label)
    wrong_service = Entry(number=NUMBER, service=DHL, at=SHIPPED, label=label)

    for wrong in (wrong_number, wrong_service):
        with pytest.raises(NotThisMethodError) as caught:
            SHIPPING_LABEL_VIA_BOL.accept(wrong)

        assert caught.value.reason.endswith("which the label brings")


def test_a_transport_cannot_be_told_without_its_service() -> None:
    class Lenient:
        """A method of somebody else's, which accepts whatever it is given."""

        name = "lenient"

        def accept(self, entry: Entry) -> Entry:
            return entry

    with pytest.raises(NotThisMethodError, match="expected a delivery service"):
        delivery_methods._transport(Lenient(), entry(service=None))  # type: ignore[arg-type]


def test_what_does_not_belong_to_a_method_is_said_with_the_service_and_the_method() -> None:
    labelled = Entry.of_label(LABEL, at=SHIPPED)
    own = OWN_IN_SELLER_ACCOUNT
    appointment = entry(None, service=APPOINTMENT_SERVICE)

    assert [
        refused(SHIPPING_LABEL_VIA_BOL.accept, entry()),
        refused(SHIPPING_LABEL_VIA_BOL.accept, evolve(labelled, number=OTHER_NUMBER)),
        refused(SHIPPING_LABEL_VIA_BOL.accept, evolve(labelled, service=DHL)),
        refused(own.accept, labelled),
        refused(own.accept, entry(None, service=None)),
        refused(own.accept, appointment),
        refused(own.accept, entry(channel=Channel.INTEGRATOR)),
        refused(own.instruction, entry(service=None)),
        refused(DELIVERY_BY_APPOINTMENT.accept, evolve(appointment, label=LABEL)),
        refused(DELIVERY_BY_APPOINTMENT.accept, entry()),
        refused(DELIVERY_BY_APPOINTMENT.accept, entry(service=None)),
    ] == [
        "Cannot use 'TNT' as entry for shipping-label-via-bol: expected the bought label that the entry stands for",
        "Cannot use 'TNT' as entry for shipping-label-via-bol: expected 3SABCD1234567, which the label brings",
        "Cannot use 'DHL' as entry for shipping-label-via-bol: expected TNT, which the label brings",
        (
            "Cannot use 'TNT' as entry for own-delivery-service: "
            "expected no bought label: the marketplace refuses label and transport together"
        ),
        "Cannot use 'no service' as entry for own-delivery-service: expected a delivery service",
        (
            f"Cannot use '{APPOINTMENT_SERVICE.code}' as entry for own-delivery-service: "
            "expected a service that carries: an appointment is a method of its own"
        ),
        ("Cannot use 'TNT' as entry for own-delivery-service: expected the channel seller-account, not integrator"),
        "Cannot use 'no service' as entry for own-delivery-service: expected a delivery service",
        f"Cannot use '{APPOINTMENT_SERVICE.code}' as entry for delivery-appointment: expected no bought label",
        "Cannot use 'TNT' as entry for delivery-appointment: expected the delivery service for appointments",
        "Cannot use 'no service' as entry for delivery-appointment: expected the delivery service for appointments",
    ]
    assert own.accept(entry(channel=Channel.NOT_TOLD)) == entry(channel=Channel.NOT_TOLD)


def test_the_marketplace_is_told_all_that_an_entry_says() -> None:
    labelled = Entry.of_label(LABEL, at=SHIPPED, reference="box 7")
    appointment = entry(service=APPOINTMENT_SERVICE, reference="box 7")

    assert [
        SHIPPING_LABEL_VIA_BOL.instruction(labelled),
        OWN_THROUGH_INTEGRATOR.instruction(entry(reference="box 7")),
        DELIVERY_BY_APPOINTMENT.instruction(appointment),
        SHIPPING_VIA_BOL.instruction(labelled),
        LOGISTICS_VIA_BOL.instruction(entry()),
    ] == [
        UseLabel(label_id="label-1", reference="box 7"),
        UseTransport(service=POSTNL, number=NUMBER, reference="box 7"),
        UseTransport(service=APPOINTMENT_SERVICE, number=NUMBER, reference="box 7"),
        UseLabel(label_id="label-1", reference="box 7"),
        TellNothing(),
    ]
    assert DELIVERY_BY_APPOINTMENT.told(appointment, Journey(), PROMISED) == ContactCustomer(
        reference="box 7", promised=on(7), by=(ContactBy.PHONE, ContactBy.E_MAIL)
    )
    assert SHIPPING_VIA_BOL.told(labelled, Journey(), PROMISED) == MarketplaceInforms(number=NUMBER, service=POSTNL)
    assert OWN_IN_SELLER_ACCOUNT.told(entry(), Journey(), PROMISED) == CustomerMessage(
        number=NUMBER, service=POSTNL, expected=on(7)
    )


def test_the_methods_are_these() -> None:
    methods: list[DeliveryMethod] = [
        *(SHIPPING_LABEL_VIA_BOL, OWN_IN_SELLER_ACCOUNT, DELIVERY_BY_APPOINTMENT, SHIPPING_VIA_BOL, LOGISTICS_VIA_BOL)
    ]

    assert [(each.name, each.fulfilled_by.value, each.measured.value) for each in methods] == [
        ("shipping-label-via-bol", "seller", "by-delivery"),
        ("own-delivery-service", "seller", "by-delivery"),
        ("delivery-appointment", "seller", "not-measured"),
        ("shipping-via-bol", "shipping-via-bol", "by-handover"),
        ("logistics-via-bol", "logistics-via-bol", "not-measured"),
    ]
