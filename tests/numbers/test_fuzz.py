"""Each door of the numbers room, a million times: what is pasted is taken or refused with the declared error."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import pytest

from tests.numbers.hostile_texts import BROKEN_CODES, BROKEN_LINKS, BROKEN_NUMBERS
from trackntrace.errors import InvalidValueError
from trackntrace.numbers.delivery_services import DELIVERY_SERVICES, DeliveryService, near
from trackntrace.numbers.formats import FORMATS, candidates
from trackntrace.numbers.judgement import judge
from trackntrace.numbers.number import TrackAndTraceNumber
from trackntrace.numbers.reading import read
from trackntrace.numbers.tracking_links import page_of, tracking_link

MILLION = 1_000_000

NUMBERS = [text for one in FORMATS for text in (*one.documented, *one.synthetic)]
CODES = [service.code for service in DELIVERY_SERVICES]
LINKS = [
    "https://postnl.nl/tracktrace/?B=3SABCD1234567&P=1234AB&D=NL&T=C&L=NL",
    "https://jouw.postnl.nl/track-and-trace/3SABCD1234567-NL-1234AB",
    "https://track.bpost.cloud/btr/web/#/search?itemCode=323211383300001502624030&lang=nl",
    "https://parcel.trunkrs.nl/400026435/1234AB",
]
STRAY = [
    *" -./_+%()[]&?#=:@\n\r\t\x00\x7f",
    *"\u00a0\u202f\u200b\u202e\u0663\uff13\u0410\u00df\u212a\u0131\ud800",
    "]C1",
    "(00)",
]


def mutated(seeds: list[str], chance: Random) -> str:
    """A seed with none to three small things changed."""
    text = chance.choice(seeds)
    for _ in range(chance.randrange(4)):
        place = chance.randrange(len(text) + 1)
        kept = chance.randrange(2)
        stray = chance.choice(STRAY) if chance.randrange(3) else chr(chance.randrange(32, 127))
        text = text[:place] + stray + text[place + kept :]
    return text


def judged(text: str) -> object:
    number = TrackAndTraceNumber.parse(text)
    found = candidates(number)
    judgements = [judge(number, service) for service in DELIVERY_SERVICES[:3]]
    return found, judgements, tracking_link(number, DELIVERY_SERVICES[len(text) % 35], postcode="1234AB", country="NL")


DOORS = [
    pytest.param(TrackAndTraceNumber, NUMBERS + BROKEN_NUMBERS, MILLION, id="constructor"),
    pytest.param(TrackAndTraceNumber.parse, NUMBERS + BROKEN_NUMBERS, MILLION, id="parse"),
    pytest.param(read, NUMBERS + LINKS + BROKEN_NUMBERS + BROKEN_LINKS, MILLION, id="read"),
    pytest.param(DeliveryService.parse, CODES + BROKEN_CODES, MILLION, id="service code"),
    pytest.param(page_of, LINKS + BROKEN_LINKS, MILLION, id="link"),
    pytest.param(judged, NUMBERS, MILLION // 10, id="judged and linked"),
    pytest.param(near, CODES + BROKEN_CODES, MILLION // 1000, id="near names"),
]


def refused(door: Callable[[str], object], seeds: list[str], count: int) -> int:
    chance = Random(count)
    seeds = [seed for seed in seeds if len(seed) < 5_000]
    errors = 0
    for _ in range(count):
        try:
            door(mutated(seeds, chance))
        except InvalidValueError as error:
            errors += 1
            if not (error.reason and error.shown.isascii() and len(error.shown) <= 80):
                raise
    return errors


@pytest.mark.slow
@pytest.mark.parametrize(("door", "seeds", "count"), DOORS)
def test_a_million_pastes_are_taken_or_refused_with_the_declared_error(
    door: Callable[[str], object], seeds: list[str], count: int
) -> None:
    assert count // 20 < refused(door, seeds, count) < count - count // 20


@pytest.mark.parametrize(("door", "seeds", "count"), DOORS)
def test_a_few_pastes_are_taken_or_refused_with_the_declared_error(
    door: Callable[[str], object], seeds: list[str], count: int
) -> None:
    tried = count // 1000 + 50

    assert 0 < refused(door, seeds, tried) < tried
