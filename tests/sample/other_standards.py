"""
An independent count of the sample's cancellations, returns, questions and figures.

It reads the bundled files and knows nothing of the library. Run by itself it puts what it counts into
``expected.json``, beside the scores that stand there.
"""

import json
from collections import Counter, defaultdict
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from tests.sample.bundled import Json, Sample, read_sample

EXPECTED = Path(__file__).parent / "expected.json"
AMSTERDAM = ZoneInfo("Europe/Amsterdam")
NOW = datetime.fromisoformat("2026-11-13T12:00:00+01:00")
TODAY = date(2026, 11, 13)
DUTCH = {"2026-04-06", "2026-04-27", "2026-05-14", "2026-05-25"}
BELGIAN = {
    "2026-04-06",
    "2026-05-01",
    "2026-05-14",
    "2026-05-25",
    "2026-07-21",
    "2026-08-15",
    "2026-11-01",
    "2026-11-11",
}
"""The public holidays of 2026 from April to November, from a calendar."""

PENDING = {"not-yet-shipped", "may-still-be-answered"}
EXCLUDED = {"logistics-via-bol", "cancelled-by-customer-in-time", "cancelled-by-customer-undated", "excused"}
HITS = {"shipped", "not-returned", "cancelled", "answered-in-time"}

Counts = dict[str, Counter[str]]
"""How many met which code, by week."""


def week(day: str) -> str:
    if not day:
        return ""
    year, number, _ = date.fromisoformat(day).isocalendar()
    return f"{year}-W{number:02}"


def promised(fulfilment: Json) -> str:
    return str(fulfilment.get("exactDeliveryDate") or fulfilment.get("latestDeliveryDate") or "")


class Items:
    """Every order item and shipment line of the sample as (week, kind of fulfilment, quantity, what became of it)."""

    def __init__(self, sample: Sample) -> None:
        self.sample = sample
        self.ordered = {item["orderItemId"]: item for order in sample.orders for item in order["orderItems"]}
        self.excused = {each["orderItemId"] for each in sample.excuses if "orderItemId" in each}

    def day(self, line: Json) -> str:
        """The order knows the day where there is one; the shipment tells it else."""
        order = self.ordered.get(line["orderItemId"])
        return (promised(order["fulfilment"]) if order else "") or promised(line["fulfilment"])

    def lines(self) -> list[tuple[str, str, int, Json]]:
        return [
            (self.day(line), line["fulfilment"]["method"], line["quantityShipped"], line)
            for shipment in self.sample.shipments
            for line in shipment["shipmentItems"]
        ]


def cancellations(items: Items) -> Counts:
    counts: Counts = defaultdict(Counter)
    for day, method, quantity, _ in items.lines():
        counts[week(day)]["logistics-via-bol" if method == "FBB" else "shipped"] += quantity
    told = defaultdict(list)
    for each in items.sample.cancellations:
        told[each["orderItemId"]].append(each)
    for item_id, item in items.ordered.items():
        day, method = promised(item["fulfilment"]), item["fulfilment"]["method"]
        left = item["quantityCancelled"]
        for each in told[item_id]:
            counts[week(day)][_canceller(each["by"], each.get("on", ""), day)] += each["quantity"]
            left -= each["quantity"]
        if left:
            code = "cancelled-by-customer-undated" if item["cancellationRequest"] else "cancelled-by-nobody-known"
            counts[week(day)][code] += left
        still = item["quantity"] - item["quantityShipped"] - item["quantityCancelled"]
        if still:
            overdue = date.fromisoformat(item["fulfilment"]["expiryDate"]) < TODAY
            code = "automatic-cancellation-due" if overdue else "not-yet-shipped"
            counts[week(day)]["logistics-via-bol" if method == "FBB" else code] += still
    return counts


def _canceller(by: str, on: str, day: str) -> str:
    if by == "customer":
        return "cancelled-by-customer-in-time" if on <= day else "cancelled-by-customer-late"
    return {"seller": "cancelled-by-seller", "marketplace": "cancelled-automatically"}[by]


def returns(items: Items) -> Counts:
    counts: Counts = defaultdict(Counter)
    back = Counter({each["orderItemId"]: each["quantity"] for each in items.sample.returns})
    for day, method, quantity, line in items.lines():
        came = min(quantity, back[line["orderItemId"]])
        back[line["orderItemId"]] -= came
        if method == "FBB":
            counts[week(day)]["logistics-via-bol"] += quantity
        else:
            counts[week(day)]["returned"] += came
            counts[week(day)]["not-returned"] += quantity - came
    for item in items.ordered.values():
        day = promised(item["fulfilment"])
        counts[week(day)]["cancelled"] += item["quantityCancelled"]
        counts[week(day)]["not-yet-shipped"] += item["quantity"] - item["quantityShipped"] - item["quantityCancelled"]
    return counts


def works(day: date, holidays: set[str]) -> bool:
    return day.isoweekday() < 6 and day.isoformat() not in holidays


def due(asked: datetime, country: str) -> datetime:
    """The same time of the next working day; of what is asked on a day off, the end of the next working day."""
    holidays = BELGIAN if country == "BE" else DUTCH
    clock = asked.astimezone(AMSTERDAM).replace(tzinfo=None)
    if not works(clock.date(), holidays):
        clock = datetime.combine(clock.date(), datetime.min.time())
        while not works(clock.date(), holidays):
            clock += timedelta(days=1)
        return (clock + timedelta(days=1)).replace(tzinfo=AMSTERDAM)
    clock += timedelta(days=1)
    while not works(clock.date(), holidays):
        clock += timedelta(days=1)
    return clock.replace(tzinfo=AMSTERDAM)


def questions(sample: Sample) -> Counts:
    counts: Counts = defaultdict(Counter)
    for each in sample.questions:
        asked = datetime.fromisoformat(each["asked"])
        until = due(asked, each.get("country", "NL"))
        if "answered" in each:
            code = "answered-in-time" if datetime.fromisoformat(each["answered"]) <= until else "answered-late"
        else:
            code = "may-still-be-answered" if until >= NOW else "not-answered"
        counts[week(asked.astimezone(AMSTERDAM).date().isoformat())][code] += 1
    return counts


def figures(sample: Sample) -> dict[str, list[Json]]:
    told: dict[str, list[Json]] = defaultdict(list)
    for each in sample.counts:
        total = each.get("hits", each.get("total"))
        told[each["week"]].append({"standard": each["standard"], "total": str(total), "counted": each["counted"]})
    for each in sample.indicators:
        if each["name"] == "CASE_ITEM_RATIO":
            details = each["details"]
            told[f"{details['period']['year']}-W{details['period']['week']}"].append(
                {
                    "standard": "customer-questions",
                    "total": str(details["score"]["numerator"]),
                    "counted": details["score"]["denominator"],
                    "standing": "meets" if details["score"]["conforms"] else "falls-short",
                }
            )
    return told


def score(standard: str, counts: Counter[str]) -> Json:
    codes = {code: count for code, count in sorted(counts.items()) if count}
    pending = sum(count for code, count in codes.items() if code in PENDING)
    excluded = sum(count for code, count in codes.items() if code in EXCLUDED)
    hits = sum(count for code, count in codes.items() if code in HITS)
    counted = sum(codes.values()) - pending - excluded
    return {
        "standard": standard,
        "hits": hits,
        "misses": counted - hits,
        "counted": counted,
        "pending": pending,
        "excluded": excluded,
        "verdicts": codes,
    }


def counted(sample: Sample) -> dict[str, Counts]:
    items = Items(sample)
    return {"cancellations": cancellations(items), "returns": returns(items), "response-time": questions(sample)}


def main() -> None:
    sample = read_sample()
    expected = json.loads(EXPECTED.read_text("utf-8"))
    told, shown = counted(sample), figures(sample)
    for each in expected["weeks"]:
        kept = [one for one in each["scores"] if one["standard"] not in told]
        each["scores"] = kept + [score(name, counts[each["week"]]) for name, counts in told.items()]
        each["figures"] = shown[each["week"]]
    kept = [one for one in expected["undated"] if one["standard"] not in told]
    expected["undated"] = kept + [score(name, counts[""]) for name, counts in told.items() if counts[""]]
    EXPECTED.write_text(f"{json.dumps(expected, indent=2)}\n", "utf-8")


if __name__ == "__main__":
    main()
