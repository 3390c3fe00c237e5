"""
Receives the marketplace's subscription messages by a webhook, on Flask.

A message is a hint and no more: it says what to ask for. So receiving is writing down what to ask for, once, however
often and in whatever order messages come; asking is the work of another process.
"""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus

from flask import Flask, Response, jsonify, request

from trackntrace import TrackntraceError
from trackntrace.documents.strict_json import LARGEST_DOCUMENT
from trackntrace.retailer_api.requests import Request
from trackntrace.retailer_api.subscription_messages import SubscriptionMessage, read_subscription_message

IsGenuine = Callable[[bytes, str], bool]
"""Whether a body is signed by the marketplace: body and signature header in, answer out."""


class Inbox:
    """
    What is to be asked for, each once. Put a table of your database in its place, with the target as its key.

    A message may come again after its question was asked, and is then asked again: that costs one question, and to
    remember every message for ever would cost more.
    """

    def __init__(self) -> None:
        self._waiting: dict[str, Request] = {}

    def put(self, message: SubscriptionMessage) -> None:
        """Writes down what a message makes us ask; nothing for what we do not follow."""
        question = message.question
        if question is not None:
            self._waiting.setdefault(question.target, question)

    def take(self) -> list[Request]:
        """What is to be asked, and no more waits afterwards."""
        waiting, self._waiting = self._waiting, {}
        return list(waiting.values())


def create_app(inbox: Inbox, is_genuine: IsGenuine, *, signature_header: str) -> Flask:
    """An application with one address, to which the marketplace posts."""
    app = Flask(__name__)
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_DOCUMENT

    @app.post("/messages")
    def receive() -> tuple[Response, HTTPStatus]:
        body = request.get_data()
        if not is_genuine(body, request.headers.get(signature_header, "")):
            return _refused("signature", "expected one of the marketplace's"), HTTPStatus.UNAUTHORIZED
        inbox.put(read_subscription_message(body).value)
        return jsonify({}), HTTPStatus.OK

    @app.errorhandler(TrackntraceError)
    def refuse(error: TrackntraceError) -> tuple[Response, HTTPStatus]:
        return _refused(error.field, error.reason), HTTPStatus.BAD_REQUEST

    return app


def _refused(field: str, reason: str) -> Response:
    return jsonify({"field": field, "reason": reason})
