"""What the other standards are about: cancellations, returns, customers' questions, calls, reviews, indicators."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from tools.sample_shop.clock import AS_OF, DAY, FIRST_DAY, at, delivers, spelled, week_of
from tools.sample_shop.dice import Dice
from tools.sample_shop.shop import Item, Shop

Members = dict[str, object]

SOLD_OUT_WEEK = "2026-W24"
"""The week in which the seller had to cancel what was not in stock."""

BUSY_WEEK = "2026-W33"
"""The week in which nobody had time to answer."""

_WEEKS = 30
_CANCELLERS = {"seller": 5, "in-time": 4, "late": 1, "marketplace": 2, "untold": 3}
_TOLD = (
    ("TRACK_AND_TRACE", "40", 196, 197, 9949),
    ("TRACK_AND_TRACE", "42", 114, 117, 9744),
    ("FULFILMENT", "39", 180, 187, 9626),
    ("FULFILMENT", "40", 179, 209, 8800),
    ("FULFILMENT", "42", 205, 208, 9856),
)
"""Figures to be explained: one as items count, one as orders do, one without what is not followed, one that contradicts
itself (its value is not its quotient), and one that is as it should be."""
_RETURNS_NORM = {"condition": "<=", "value": "EUR 0.06"}
_QUESTIONS_NORM = {"condition": "<=", "value": "EUR 0.08"}


def cancellations(shop: Shop, seed: int) -> Iterator[Members]:
    """Who cancelled, of most of what was cancelled."""
    dice = Dice(seed)
    for item in _items(shop):
        if item.cancelled and item.promise:
            how = _how(dice, item, item.promise)
            told = _cancellation(dice, item, item.promise, how)
            if told and str(told.get("on", "")) <= AS_OF.date().isoformat():
                yield told


def _how(dice: Dice, item: Item, promise: date) -> str:
    how = dice.weighted(_CANCELLERS)
    if week_of(promise) == SOLD_OUT_WEEK:
        return "seller"
    return "in-time" if item.requested and how in {"seller", "marketplace"} else how


def _cancellation(dice: Dice, item: Item, promise: date, how: str) -> Members | None:
    members: Members = {"orderItemId": item.order_item_id, "quantity": item.cancelled}
    if how == "untold":
        return None
    if how == "marketplace":
        return members | {"by": "marketplace", "on": (promise + DAY * 3).isoformat()}
    if how == "seller":
        return members | {"by": "seller", "on": (promise - DAY).isoformat()}
    if how == "late":
        return members | {"by": "customer", "on": (promise + DAY * dice.between(1, 2)).isoformat()}
    return members | {"by": "customer", "on": (promise - DAY * dice.between(0, 1)).isoformat()}


def returns(shop: Shop, seed: int) -> Iterator[Members]:
    """What came back, some of it only in part."""
    dice = Dice(seed + 1)
    for item in _items(shop):
        quantity = dice.between(1, item.shipped) if item.shipped else 0
        days, chosen = dice.between(4, 21), dice.one_in(24)
        on = (item.promise or FIRST_DAY) + DAY * days
        if chosen and quantity and item.promise and on <= AS_OF.date():
            yield {"orderItemId": item.order_item_id, "quantity": quantity, "on": on.isoformat()}


def questions(seed: int) -> Iterator[Members]:
    """Questions at any hour of any day, mostly answered soon on a working day."""
    dice = Dice(seed + 2)
    asked = sorted(_asked(dice, day) for day in _days() for _ in range(dice.between(0, 4)))
    for place, moment in enumerate(moment for moment in asked if moment <= AS_OF):
        members: Members = {"questionId": f"Q{2026_000_000 + 7 * place}", "asked": spelled(moment)}
        answered = _answered(dice, moment)
        if answered and answered <= AS_OF:
            members["answered"] = spelled(answered)
        if dice.one_in(4):
            members["country"] = "BE"
        yield members


def _days() -> Iterator[date]:
    for passed in range(_WEEKS * 7):
        day = FIRST_DAY + DAY * passed
        yield day
        if week_of(day) == BUSY_WEEK:
            yield day


def _asked(dice: Dice, day: date) -> datetime:
    return at(day, dice.between(7, 23), dice.below(60), dice.below(60))


def _answered(dice: Dice, asked: datetime) -> datetime | None:
    """Within the day, but for some after days in the office, of the busy week every second; and rarely never."""
    slow = dice.one_in(2 if week_of(asked.date()) == BUSY_WEEK else 19)
    on = asked.date() + DAY * dice.between(2, 4)
    while not delivers(on) or on.isoweekday() == 6:
        on += DAY
    late = at(on, dice.between(9, 16), dice.below(60), dice.below(60))
    soon = asked + timedelta(minutes=dice.between(5, 1300))
    return None if dice.one_in(90) else late if slow else soon


def counts(seed: int) -> Iterator[Members]:
    """Calls, reviews and answers to the question whether one would recommend the shop, by week."""
    dice = Dice(seed + 3)
    for place in range(_WEEKS):
        week = week_of(FIRST_DAY + DAY * 7 * place)
        calls = dice.between(12, 30)
        answered = calls - dice.below(3) - (4 if week == BUSY_WEEK else 0)
        yield {"standard": "phone-availability", "week": week, "hits": answered, "counted": calls}
        grades = [dice.between(6, 10) + dice.below(2) for _ in range(dice.between(8, 20))]
        yield {"standard": "rating", "week": week, "total": sum(min(g, 10) for g in grades), "counted": len(grades)}
        said = [dice.weighted({100: 6, 0: 4, -100: 1}) for _ in range(dice.between(5, 12))]
        yield {"standard": "nps-after-contact", "week": week, "total": sum(said), "counted": len(said)}


def indicators(seed: int) -> Iterator[Members]:
    """What the marketplace tells: questions per item ordered, and the seller's own norms, as far back as it does."""
    dice = Dice(seed + 4)
    for place in range(_WEEKS):
        year, week, _ = (FIRST_DAY + DAY * 7 * place).isocalendar()
        period = {"week": f"{week:02}", "year": str(year)}
        asked, ordered = dice.between(6, 17), dice.between(160, 220)
        yield _indicator("CASE_ITEM_RATIO", period, _QUESTIONS_NORM, _score(asked, ordered))
        yield _indicator("RETURNS", period, _RETURNS_NORM, None)
    for name, number, numerator, denominator, value in _TOLD:
        norm = 9800 if name == "TRACK_AND_TRACE" else 9300
        score = _told_score(numerator, denominator, value, norm)
        yield _indicator(
            name, {"week": number, "year": "2026"}, {"condition": ">=", "value": f"EUR 0.{norm // 100}"}, score
        )


def _told_score(numerator: int, denominator: int, value: int, norm: int) -> Members:
    distance = value - norm
    return {
        "conforms": distance >= 0,
        "numerator": numerator,
        "denominator": denominator,
        "value": f"EUR 0.{value:04}",
        "distanceToNorm": f"EUR {'-' if distance < 0 else ''}0.{abs(distance):04}",
    }


def _indicator(name: str, period: Members | dict[str, str], norm: dict[str, str], score: Members | None) -> Members:
    details: Members = {"period": period, **({"score": score} if score else {}), "norm": norm}
    return {"name": name, "type": "PERCENTAGE", "details": details}


def _score(numerator: int, denominator: int) -> Members:
    """A score with four decimals, as a share of one; the norm of it is eight in a hundred."""
    value = (numerator * 20_000 // denominator + 1) // 2
    told = _told_score(numerator, denominator, value, 800)
    return told | {"conforms": numerator * 100 <= 8 * denominator}


def _items(shop: Shop) -> Iterator[Item]:
    return (item for order in shop.orders for item in order.items)
