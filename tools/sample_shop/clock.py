"""The shop's calendar and clock: the zone of Amsterdam from April to November 2026, summer time and winter time."""

from datetime import UTC, date, datetime, timedelta, timezone

SUMMER = timezone(timedelta(hours=2))
WINTER = timezone(timedelta(hours=1))
CLOCK_CHANGE = datetime(2026, 10, 25, 1, tzinfo=UTC)

AS_OF = datetime(2026, 11, 13, 12, tzinfo=WINTER)
FIRST_DAY = date(2026, 4, 20)
LAST_DAY = date(2026, 11, 14)
DAY = timedelta(days=1)

HOLIDAYS = (date(2026, 4, 27), date(2026, 5, 14), date(2026, 5, 25))
"""King's Day, Ascension Day and Whit Monday."""


def at(day: date, hour: int, minute: int = 0, second: int = 0) -> datetime:
    """The moment at which the clock shows this; of the hour that it shows twice, the first."""
    summer = datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=SUMMER)
    return summer if summer < CLOCK_CHANGE else summer.replace(tzinfo=WINTER)


def spelled(moment: datetime) -> str:
    return moment.astimezone(SUMMER if moment < CLOCK_CHANGE else WINTER).isoformat()


def in_utc(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def week_of(day: date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02}"


def delivers(day: date) -> bool:
    return day.isoweekday() <= 6 and day not in HOLIDAYS


def delivery_day(day: date, steps: int) -> date:
    """The delivery day so many delivery days after this day, or before it where negative."""
    step = DAY if steps > 0 else -DAY
    for _ in range(abs(steps)):
        day += step
        while not delivers(day):
            day += step
    return day


def delivery_days() -> list[date]:
    days = [FIRST_DAY + DAY * passed for passed in range((LAST_DAY - FIRST_DAY).days + 1)]
    return [day for day in days if delivers(day)]
