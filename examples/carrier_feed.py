"""
Receives a carrier's feed by a webhook, on FastAPI, and tells where each parcel is.

A webhook that nobody signed is not believed, and one that cannot be read is refused whole, so that its sender sends it
again. What it tells is added to what was told before: twice is as good as once, and the order does not matter.
"""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import Annotated

from fastapi import FastAPI, HTTPException, Request, Response
from fastapi.responses import JSONResponse

from trackntrace import Journey, Moment, TrackAndTraceNumber, TrackntraceError, Whereabouts
from trackntrace.documents.strict_json import LARGEST_DOCUMENT
from trackntrace.interop.aftership_feed import SIGNATURE_HEADER, TrackingUpdate, WebhookSecret, read_webhook
from trackntrace.interop.pydantic_fields import AS_FIELD

Clock = Callable[[], Moment]


class Journeys:
    """What was told of each parcel. Put a table of your database in its place, with an event as its key."""

    def __init__(self) -> None:
        self.by_number: dict[str, Journey] = {}

    def add(self, update: TrackingUpdate) -> None:
        """Adds what a webhook tells."""
        number = str(update.number)
        self.by_number[number] = self.by_number.get(number, Journey()).and_then(update.events)


def create_app(journeys: Journeys, secret: WebhookSecret, clock: Clock) -> FastAPI:
    """An application with two addresses: where webhooks come in, and where a parcel is looked up."""
    app = FastAPI(title="Carrier feed")

    @app.post("/webhooks/tracking", status_code=HTTPStatus.NO_CONTENT)
    async def receive(request: Request) -> Response:
        body = await _body(request)
        if not secret.signs(body, request.headers.get(SIGNATURE_HEADER)):
            raise HTTPException(HTTPStatus.UNAUTHORIZED)
        journeys.add(read_webhook(body))
        return Response(status_code=HTTPStatus.NO_CONTENT)

    @app.get("/parcels/{number}")
    def look_up(number: str) -> Annotated[Whereabouts, AS_FIELD]:
        journey = journeys.by_number.get(str(TrackAndTraceNumber.parse(number)))
        if journey is None:
            raise HTTPException(HTTPStatus.NOT_FOUND)
        return journey.whereabouts(None, as_of=clock())

    @app.exception_handler(TrackntraceError)
    def refuse(request: Request, error: TrackntraceError) -> JSONResponse:
        return JSONResponse({"field": error.field, "reason": error.reason}, HTTPStatus.BAD_REQUEST)

    return app


async def _body(request: Request) -> bytes:
    """The body as it was sent, and of an endless one no more than is ever read."""
    parts: list[bytes] = []
    size = 0
    async for part in request.stream():
        parts.append(part)
        size += len(part)
        if size > LARGEST_DOCUMENT:
            raise HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    return b"".join(parts)
