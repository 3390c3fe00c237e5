"""
A marketplace in miniature: it answers on a loopback port as the real one does, and as badly.

It has pages and an empty one, takes with 202 and carries out later, limits how much is asked, loses answers and repeats
its messages in any order. How the real one answers the attempt to overwrite a number is not published; here it fails.
"""

from __future__ import annotations

import json
import threading
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qsl, urlsplit

from examples.polling_integration.marketplace import Clock

from trackntrace import Moment

Json = dict[str, Any]
MEDIA_TYPE = "application/vnd.retailer.v10+json"
PAGE = 2
TAKES = timedelta(seconds=5)
RETRY_AFTER = 3


class Miniature:
    """What the marketplace has and does, apart from HTTP."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.orders: dict[str, Json] = {}
        self.shipments: dict[str, Json] = {}
        self.processes: dict[str, Json] = {}
        self.received: list[tuple[str, str]] = []
        self.too_many = 0
        self.lose_answers = 0
        self.limit = "50"

    def order(self, order_id: str, **quantities: int) -> None:
        """An order comes in."""
        told = {"method": "FBR", "distributionParty": "RETAILER", "latestDeliveryDate": "2026-10-08"}
        counts = {"quantityShipped": 0, "quantityCancelled": 0}
        items = [
            {"orderItemId": name.replace("item", f"{order_id}-"), "quantity": quantity, **counts, "fulfilment": told}
            for name, quantity in quantities.items()
        ]
        self.orders[order_id] = {"orderId": order_id, "orderPlacedDateTime": self._now(), "orderItems": items}

    def answer(self, method: str, target: str, body: bytes) -> tuple[int, Json]:
        """The answer to a request: status and JSON."""
        self._carry_out()
        path, query = urlsplit(target).path, dict(parse_qsl(urlsplit(target).query))
        said: Json = json.loads(body) if body else {}
        if method == "GET":
            return self._told_of(path.strip("/").split("/"), query)
        match path.strip("/").split("/"):
            case ["shared", "process-status"]:
                asked = {each["processStatusId"] for each in said["processStatusQueries"]}
                return 200, {"processStatuses": [each for each in self._told() if each["processStatusId"] in asked]}
            case ["retailer", "shipments"]:
                if ("transport" in said) == ("shippingLabelId" in said):
                    return 400, _problem(400, "Conflicting transport method")
                return 202, self._take("CREATE_SHIPMENT", said)
            case ["retailer", "transports", transport_id]:
                return 202, self._take("CHANGE_TRANSPORT", {**said, "transportId": transport_id})
        return 404, _problem(404, "Not found")

    def _told_of(self, path: list[str], query: dict[str, str]) -> tuple[int, Json]:
        match path:
            case ["retailer", "orders"]:
                still_open = [each for each in self.orders.values() if _open(each)]
                return 200, _page("orders", [_reduced_order(each) for each in still_open], query)
            case ["retailer", "orders", order_id]:
                return self._one(self.orders, order_id)
            case ["retailer", "shipments"]:
                found = [each for each in self.shipments.values() if each["order"]["orderId"] == query["order-id"]]
                return 200, _page("shipments", [_reduced_shipment(each) for each in found], query)
            case ["retailer", "shipments", shipment_id]:
                return self._one(self.shipments, shipment_id)
            case ["shared", "process-status"]:
                about = (query["entity-id"], query["event-type"])
                found = [each for each in self._told() if (each.get("entityId"), each["eventType"]) == about]
                return 200, _page("processStatuses", found, query)
            case ["shared", "process-status", status_id]:
                return self._one({each["processStatusId"]: each for each in self._told()}, status_id)
        return 404, _problem(404, "Not found")

    def messages(self) -> list[bytes]:
        """A message about every process, the newest first, and each twice."""
        ids = [*reversed(self.processes), *self.processes]
        events = [{"resource": "PROCESS_STATUS", "type": "PROCESS_STATUS", "resourceId": each} for each in ids]
        return [json.dumps({"retailerId": 1, "timestamp": self._now(), "event": each}).encode() for each in events]

    def _one(self, known: dict[str, Json], wanted: str) -> tuple[int, Json]:
        return (200, known[wanted]) if wanted in known else (404, _problem(404, "Not found"))

    def _take(self, event_type: str, said: Json) -> Json:
        status_id = f"019bbcbc-{len(self.processes):04}"
        told = {"processStatusId": status_id, "eventType": event_type, "description": "Being processed."}
        process = {**told, "status": "PENDING", "createTimestamp": self._now()}
        self.processes[status_id] = {"said": said, "due": self.clock.now() + TAKES, "told": process}
        return process

    def _told(self) -> list[Json]:
        return [process["told"] for process in reversed(self.processes.values())]

    def _carry_out(self) -> None:
        for process in self.processes.values():
            if process["told"]["status"] == "PENDING" and self.clock.now() >= process["due"]:
                ship = process["told"]["eventType"] == "CREATE_SHIPMENT"
                outcome = self._ship(process["said"]) if ship else self._add_number(process["said"])
                process["told"] = process["told"] | outcome

    def _ship(self, said: Json) -> Json:
        items = {item["orderItemId"]: (order, item) for order in self.orders.values() for item in order["orderItems"]}
        wanted = said["orderItems"]
        for each in wanted:
            if each["orderItemId"] not in items or each["quantity"] > _left(items[each["orderItemId"]][1]):
                return {"status": "FAILURE", "errorMessage": "Order item not found, or not that many are open."}
        for each in wanted:
            items[each["orderItemId"]][1]["quantityShipped"] += each["quantity"]
        order = items[wanted[0]["orderItemId"]][0]
        number = len(self.shipments) + 1
        self.shipments[str(953000000 + number)] = {
            "shipmentId": str(953000000 + number),
            "shipmentDateTime": self._now(),
            "order": {"orderId": order["orderId"]},
            "shipmentItems": [{**each, "fulfilment": {"method": "FBR"}} for each in wanted],
            "transport": {"transportId": str(356000000 + number), **said.get("transport", {})},
        }
        return {"status": "SUCCESS", "entityId": wanted[0]["orderItemId"]}

    def _add_number(self, said: Json) -> Json:
        transports = [each["transport"] for each in self.shipments.values()]
        (transport,) = [each for each in transports if each["transportId"] == said["transportId"]]
        if "trackAndTrace" in transport:
            return {"status": "FAILURE", "errorMessage": "The transport has a track & trace number."}
        transport.update({name: said[name] for name in ("transporterCode", "trackAndTrace") if name in said})
        return {"status": "SUCCESS", "entityId": said["transportId"]}

    def _now(self) -> str:
        return self.clock.now().isoformat()


def _left(item: Json) -> int:
    left: int = item["quantity"] - item["quantityShipped"] - item["quantityCancelled"]
    return left


def _open(order: Json) -> bool:
    return any(_left(item) for item in order["orderItems"])


def _reduced_order(order: Json) -> Json:
    items = [{name: value for name, value in item.items() if name != "fulfilment"} for item in order["orderItems"]]
    return {**order, "orderItems": [{**item, "fulfilmentMethod": "FBR"} for item in items]}


def _reduced_shipment(shipment: Json) -> Json:
    items = [{"orderItemId": item["orderItemId"], "ean": "0000007740404"} for item in shipment["shipmentItems"]]
    transport = {"transportId": shipment["transport"]["transportId"]}
    return {**shipment, "shipmentItems": items, "transport": transport}


def _page(name: str, found: list[Json], query: dict[str, str]) -> Json:
    first = (int(query["page"]) - 1) * PAGE
    here = found[first : first + PAGE]
    return {name: here} if here else {}


def _problem(status: int, detail: str) -> Json:
    return {"type": "https://api.bol.com/problems", "title": detail, "status": status, "detail": detail}


class Served:
    """A miniature behind a port of this machine: ``with Served(miniature) as address``."""

    def __init__(self, miniature: Miniature) -> None:
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(miniature))
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        self.address = f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


def _handler(miniature: Miniature) -> type[BaseHTTPRequestHandler]:
    one_at_a_time = threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def _answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            with one_at_a_time:
                miniature.received.append((self.command, self.path))
                if miniature.too_many:
                    miniature.too_many -= 1
                    self._send(429, {"title": "Too Many Requests", "status": 429}, {"Retry-After": str(RETRY_AFTER)})
                    return
                status, answer = miniature.answer(self.command, self.path, body)
                if self.command in {"POST", "PUT"} and "process-status" not in self.path and miniature.lose_answers:
                    miniature.lose_answers -= 1
                    self.close_connection = True
                    return
                self._send(status, answer, {"X-RateLimit-Limit": miniature.limit, "X-RateLimit-Remaining": "49"})

        do_GET = do_POST = do_PUT = _answer  # noqa: N815  (named by the standard library)

        def _send(self, status: int, answer: Json, headers: dict[str, str]) -> None:
            body = json.dumps(answer).encode()
            self.send_response(status)
            for name, value in {**headers, "Content-Type": MEDIA_TYPE, "Content-Length": str(len(body))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  (named by the standard library)
            """Says nothing."""

    return Handler


class ToldClock:
    """A clock that stands still until somebody waits."""

    def __init__(self, now: Moment) -> None:
        self._now = now

    def now(self) -> Moment:
        """This moment."""
        return self._now

    def wait_until(self, moment: Moment) -> None:
        """It is that moment at once."""
        self._now = max(self._now, moment)
