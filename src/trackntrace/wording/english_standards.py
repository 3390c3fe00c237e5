"""English: cancellations, returns and response time."""

from __future__ import annotations

from typing import Final

SENTENCES: Final[dict[str, str]] = {
    "text.question": "question {question} ({country})",
    "fact-name.cancelled": "cancelled",
    "fact.cancelled.not": "not",
    "fact.cancelled.automatically-by-now": "automatically by now",
    "fact.cancelled.by-seller": "by the seller",
    "fact.cancelled.by-customer-in-time": "by the customer, in time",
    "fact.cancelled.by-customer-late": "by the customer, after the promised day",
    "fact.cancelled.by-customer-day-unknown": "by the customer, day not known",
    "fact.cancelled.automatically": "automatically",
    "fact.cancelled.by-nobody-known": "by nobody known",
    "fact-name.came_back": "came back",
    "fact.came_back.no": "no",
    "fact.came_back.yes": "yes",
    "fact-name.answer": "answer",
    "fact.answer.in-time": "in time",
    "fact.answer.late": "late",
    "fact.answer.time-running": "the time is running",
    "fact.answer.not-in-time": "not in time",
}
