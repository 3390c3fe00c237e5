"""Digits and letters of other alphabets, put into good inputs: no door takes one, but for free text, which is said by name."""

from __future__ import annotations

import json
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from copy import deepcopy
from typing import Final, TypeAlias

from tests.hostile.door import Admits, Door, Refuses
from tests.hostile.doors import DOORS
from tests.hostile.inputs import Documents, Json, Texts
from trackntrace.errors import TrackntraceError

Path: TypeAlias = tuple[str | int, ...]

FREE_MEMBERS: Final[dict[str, str]] = {
    "shipmentReference": "the seller's own text",
    "trackAndTrace": "kept as it was sent; what no number can be is counted as unreadable",
    "eventCode": "the carrier's own code, kept; one that is not known is unknown",
    "timeFrameType": "a word that is not known is not told: the marketplace adds some",
    "ean": "not read",
    "fulfilmentStatus": "not read",
    "latestChangedDateTime": "not read",
    "links": "not read",
    "collectionMethod": "a word that is not known is kept as it was told",
    "labelType": "a word that is not known is kept as it was told",
    "labelDisplayName": "a name",
    "packageRestrictions": "text for people",
    "returnReason": "the customer's own words",
    "transporterName": "a name",
    "description": "text for people",
    "type": "the marketplace's own words of a problem",
    "title": "the marketplace's own words of a problem",
    "detail": "the marketplace's own words of a problem",
    "host": "the marketplace's own words of a problem",
    "instance": "the marketplace's own words of a problem",
    "violations": "the marketplace's own words of a problem",
    "message": "the carrier's own words",
    "city": "the carrier's own words",
    "location": "the carrier's own words",
    "slug": "of a checkpoint it is not read",
    "tag": "not read",
    "id": "of a webhook it is not read",
    "readings": "compared as texts: a tally under readings that are not known adds to none",
}
"""The members of documents in which other alphabets are welcome, and why."""

FREE_AT_DOORS: Final[dict[str, frozenset[str]]] = {
    "plain form: Evidence": frozenset({"order_id", "order_item_id", "shipment_id"}),
}
"""Evidence may be gathered from anybody's data, under ids of their own."""

FREE_DOCUMENTS: Final[dict[str, str]] = {
    "json": "any JSON is taken",
    "json, written again": "any JSON is taken",
    "kept results": "what was printed before is compared as text",
}
"""The doors of documents in which every text is free, and why."""


def is_foreign(character: str) -> bool:
    """Whether it is a letter or digit that is not ASCII, by its category or by what Python's own questions say."""
    if character.isascii():
        return False
    return unicodedata.category(character)[0] in "LN" or character.isalnum() or character.isnumeric()


FOREIGN: Final = tuple(filter(is_foreign, map(chr, range(sys.maxunicode + 1))))
DIGITS: Final = tuple(character for character in FOREIGN if unicodedata.category(character)[0] == "N")


def strict_text_doors() -> Iterator[Door]:
    """The doors of texts that say that they take ASCII, the no-break spaces of web pages aside."""
    for door in DOORS:
        if isinstance(door.inputs, Texts) and door.admits is not Admits.FREE_TEXT and door.refuses is Refuses.SOME:
            yield door


def good_text(door: Door) -> str:
    """The first of a door's texts that it takes, and that is long enough to have a middle."""
    seeds = door.inputs.seeds if isinstance(door.inputs, Texts) else ()
    return next(seed for seed in seeds if len(seed) > 1 and taken(door, seed))


def taken(door: Door, given: object) -> bool:
    """Whether a door takes an input."""
    try:
        door.open(given)
    except TrackntraceError:
        return False
    return True


def places(text: str) -> tuple[int, ...]:
    """The first, the middle and the last place of a text."""
    return tuple(sorted({0, len(text) // 2, len(text) - 1}))


def accepted_at(door: Door, characters: Iterable[str], at: Iterable[int]) -> list[str]:
    """The characters that a door of texts takes somewhere in a good one."""
    good = good_text(door)
    spots = [(good[:place], good[place + 1 :]) for place in at]
    return [each for each in characters for before, after in spots if taken(door, before + each + after)]


def strict_members() -> Iterator[tuple[Door, Json, Path, str]]:
    """Every text in a good document that is no free text: the door, the document, where in it, and the text."""
    for door in DOORS:
        if isinstance(door.inputs, Documents) and door.name not in FREE_DOCUMENTS:
            for seed in door.inputs.seeds:
                value = json.loads(seed.data)
                free = FREE_MEMBERS.keys() | FREE_AT_DOORS.get(door.name, frozenset())
                for path, text in _texts(value):
                    if text and not free & set(path):
                        yield door, value, path, text


def _texts(value: Json, path: Path = ()) -> Iterator[tuple[Path, str]]:
    if isinstance(value, str):
        yield path, value
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, each in inner:
        yield from _texts(each, (*path, name))


def accepted_in(member: tuple[Door, Json, Path, str], characters: Iterable[str]) -> list[str]:
    """The characters that a document's door takes in the middle of one of its texts."""
    door, value, path, text = member
    holder = changed = deepcopy(value)
    for part in path[:-1]:
        holder = holder[part]
    found = []
    for each in characters:
        holder[path[-1]] = text[: len(text) // 2] + each + text[len(text) // 2 + 1 :]
        if taken(door, json.dumps(changed).encode()):
            found.append(each)
    return found
