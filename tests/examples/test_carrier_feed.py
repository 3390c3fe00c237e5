"""The example on FastAPI that receives a carrier's feed: signed ones only, each as good as twice."""

from __future__ import annotations

from typing import Any

import pytest

from tests.builders import at
from tests.interop.webhooks import CHECKPOINTS, SECRET, body, signed, webhook
from trackntrace.interop.aftership_feed import SIGNATURE_HEADER, WebhookSecret

pytest.importorskip("fastapi", reason="the example needs FastAPI")
pytest.importorskip("httpx", reason="the example is called by its test client")

from examples.carrier_feed import Journeys, create_app

from tests.examples.calls import Caller


class Feed:
    """Where webhooks come in."""

    def __init__(self) -> None:
        self.journeys = Journeys()
        self.client = Caller(create_app(self.journeys, WebhookSecret(SECRET), lambda: at(4)))

    def post(self, data: bytes, signature: str | None = None) -> int:
        headers = {SIGNATURE_HEADER: signed(data) if signature is None else signature}
        return int(self.client.post("/webhooks/tracking", content=data, headers=headers).status_code)


@pytest.mark.parametrize("turned", [False, True])
def test_a_parcel_is_where_its_webhooks_say_in_whatever_order_they_came(turned: bool) -> None:
    feed = Feed()
    posted = [body(webhook(*CHECKPOINTS[:count])) for count in (1, 2, 3)]

    answers = [feed.post(data) for data in (posted[::-1] if turned else posted) * 2]
    whereabouts = feed.client.get("/parcels/3s abcd 1234567").json()

    assert answers == [204] * 6
    assert whereabouts == {"status": "delivered", "since": "2026-10-03T11:20:00+02:00", "expected": None}
    assert len(feed.journeys.by_number["3SABCD1234567"].events) == 4


@pytest.mark.parametrize("signature", ["", "AAAA", signed(b"another body")])
def test_a_webhook_that_nobody_signed_is_not_believed(signature: str) -> None:
    feed = Feed()

    assert feed.post(body(webhook(*CHECKPOINTS)), signature) == 401
    assert not feed.journeys.by_number


def test_a_webhook_without_any_signature_is_not_believed() -> None:
    assert Feed().client.post("/webhooks/tracking", content=b"{}").status_code == 401


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b'{"msg": {}}', b"\xff"])
def test_a_webhook_that_cannot_be_read_is_refused_whole(data: bytes) -> None:
    feed = Feed()

    assert feed.post(data) == 400
    assert not feed.journeys.by_number


def test_a_body_without_end_is_not_read_to_its_end() -> None:
    assert Feed().post(b" " * (11 * 1024 * 1024)) == 413


def test_a_parcel_that_nobody_told_of_is_not_found_and_no_number_is_refused() -> None:
    def status(number: str) -> Any:
        return Feed().client.get(f"/parcels/{number}").status_code

    assert (status("3SNEVER1234567"), status("a%00b")) == (404, 400)
