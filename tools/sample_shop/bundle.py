"""The bundled files: what they should hold, whether they do, and writing them."""

import gzip
import io
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from tools.sample_shop import other_standards, side_notes
from tools.sample_shop.arrangements import arrange
from tools.sample_shop.clock import AS_OF
from tools.sample_shop.dice import Dice
from tools.sample_shop.fates import befall
from tools.sample_shop.occasions import happen
from tools.sample_shop.shop import Item, Order, Shop, Transport
from tools.sample_shop.track_numbers import NumberBook
from tools.sample_shop.weeks import trade
from tools.sample_shop.wire import journey_members, known, line_of, order_members, shipment_members

FOLDER = Path(__file__).parents[2] / "src" / "trackntrace" / "sample"
SEED = 20261113

_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def make_shop(seed: int = SEED) -> Shop:
    shop = Shop(Dice(seed), NumberBook(Dice(seed)))
    trade(shop)
    shop.dice = Dice(seed)
    arrange(shop)
    happen(shop)
    side_notes.describe(shop)
    befall(shop)
    side_notes.excuse(shop)
    side_notes.report(shop)
    _forget_the_future(shop)
    _number_everything(shop)
    return shop


def _forget_the_future(shop: Shop) -> None:
    """What was ordered after the last moment never was; what was to be shipped after it is still open."""
    shop.orders = [order for order in shop.orders if order.placed <= AS_OF]
    coming = [shipment for shipment in shop.shipments if shipment.shipped > AS_OF]
    for shipment in coming:
        shipment.order.listed = True
        for item, quantity in shipment.lines:
            item.shipped -= quantity
    shop.shipments = [shipment for shipment in shop.shipments if shipment.shipped <= AS_OF]


def _number_everything(shop: Shop) -> None:
    shop.orders.sort(key=lambda order: order.placed)
    shop.shipments.sort(key=lambda shipment: shipment.shipped)
    for place, order in enumerate(shop.orders):
        order.order_id = _order_id(place)
    for place, item in enumerate(_items(shop)):
        item.order_item_id = str(2_900_100_000 + 3 * place)
    for place, shipment in enumerate(shop.shipments):
        shipment.shipment_id = str(953_200_000 + 7 * place)
    for place, transport in enumerate(_transports(shop)):
        transport.transport_id = str(356_900_000 + 5 * place)


def _order_id(place: int) -> str:
    """Ids of both kinds that the marketplace has: digits alone, and letters among them."""
    if place % 3 == 0:
        return str(1_042_800_000 + 17 * place)
    scattered = (place * 48_271 * 997 + 28_657) % 36**6
    return "C000" + "".join(_ALPHABET[scattered // 36**power % 36] for power in range(5, -1, -1))


def _items(shop: Shop) -> list[Item]:
    return [item for order in shop.orders for item in order.items]


def _transports(shop: Shop) -> list[Transport]:
    """Every transport once, in the order of the shipments."""
    return list({id(shipment.transport): shipment.transport for shipment in shop.shipments}.values())


def contents(shop: Shop, seed: int = SEED) -> dict[str, bytes]:
    """What each bundled file holds."""
    items = _items(shop)
    files: dict[str, Iterable[Mapping[str, object]]] = {
        "shipments": map(shipment_members, shop.shipments),
        "orders": map(order_members, filter(_is_listed, shop.orders)),
        "journeys": map(journey_members, filter(_has_journey, _transports(shop))),
        "reports": (
            {"orderItemId": item.order_item_id, "notReceived": item.not_received.isoformat()}
            for item in items
            if item.not_received
        ),
        "excuses": [
            *({"orderItemId": item.order_item_id, "reason": item.excuse} for item in items if item.excuse),
            *side_notes.SERVICE_EXCUSES,
        ],
        "details": ({"orderItemId": item.order_item_id, "sentAs": item.sent_as} for item in items if item.sent_as),
        "cancellations": other_standards.cancellations(shop, seed),
        "returns": other_standards.returns(shop, seed),
        "questions": other_standards.questions(seed),
        "counts": other_standards.counts(seed),
        "indicators": other_standards.indicators(seed),
    }
    return {f"{name}.jsonl.gz": _lines(members) for name, members in files.items()}


def _is_listed(order: Order) -> bool:
    return order.listed


def _has_journey(transport: Transport) -> bool:
    beside = any(code.islower() or not transport.in_payload for _, code in known(transport.events))
    told = transport.number is not None and transport.spelled is not None
    return told and (transport.window is not None or beside)


def _lines(members: Iterable[Mapping[str, object]]) -> bytes:
    return "".join(f"{line_of(each)}\n" for each in members).encode()


def packed(content: bytes) -> bytes:
    """Compressed without name and time, so that the same content gives the same file."""
    packet = io.BytesIO()
    with gzip.GzipFile(filename="", mode="wb", compresslevel=9, fileobj=packet, mtime=0) as stream:
        stream.write(content)
    return packet.getvalue()


def differing(folder: Path, wanted: Mapping[str, bytes]) -> list[str]:
    """The files that are missing or hold something else, whatever way they were compressed."""
    return [name for name, content in wanted.items() if not _holds(folder / name, content)]


def _holds(path: Path, content: bytes) -> bool:
    return path.is_file() and gzip.decompress(path.read_bytes()) == content


def main(arguments: Sequence[str], folder: Path = FOLDER) -> int:
    """Writes what differs; or, with ``--check``, only says so."""
    wanted = contents(make_shop())
    different = differing(folder, wanted)
    if arguments == ["--check"]:
        for name in different:
            print(f"{name}: not what the script makes")
        return 1 if different else 0
    for name in different:
        (folder / name).write_bytes(packed(wanted[name]))
        print(f"{name}: written, {(folder / name).stat().st_size} bytes")
    return 0
