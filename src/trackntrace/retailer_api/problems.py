"""
Problems: what the marketplace answers when it refuses a request.

Source: ``Problem`` of the Retailer API v10 specification. As really sent: a 404 without ``violations``, a violation
without ``name``, and 401, 403 and 429 with nothing but ``title``, ``status`` and ``detail``.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Final, final

from attrs import field, frozen

from trackntrace.documents.members import Members, text_of
from trackntrace.errors import InvalidValueError, shown
from trackntrace.grammar import each_of, exactly, whole
from trackntrace.retailer_api.reading import Attempts
from trackntrace.retailer_api.record import Record, Sent, record_in

_TEXTS: Final = ("kind", "title", "detail", "host", "instance")
_NAMES: Final = ("type", "title", "detail", "host", "instance")


@final
@frozen(kw_only=True)
class Violation:
    """One thing that was wrong with a request; ``name`` is empty where the marketplace does not say which part."""

    name: str = ""
    reason: str = ""

    def __attrs_post_init__(self) -> None:
        exactly(self.name, str, "name")
        exactly(self.reason, str, "reason")


def _violations(values: Iterable[Violation]) -> tuple[Violation, ...]:
    return each_of(values, Violation, "violations")


@final
@frozen(kw_only=True)
class Problem:
    """
    Why a request was refused, in the marketplace's own words; what it does not say is empty.

    ``status`` is the HTTP status as the body tells it, None where it does not. The texts may hold anything: `sentence`
    is fit to be shown.
    """

    status: int | None = None
    title: str = ""
    detail: str = ""
    kind: str = ""
    host: str = ""
    instance: str = ""
    violations: tuple[Violation, ...] = field(default=(), converter=_violations)

    def __attrs_post_init__(self) -> None:
        for name in _TEXTS:
            exactly(getattr(self, name), str, name)
        if self.status is not None:
            whole(self.status, "status", least=100, most=599)

    @property
    def sentence(self) -> str:
        """The gist on one line of ASCII, each text escaped and cut."""
        said = " ".join(shown(text) for text in (self.title, self.detail) if text) or "no reason given"
        named = [
            f"{shown(each.name)}: {shown(each.reason)}" if each.name else shown(each.reason) for each in self.violations
        ]
        status = "" if self.status is None else f"{self.status} "
        return "; ".join([status + said, *named[:MOST_SHOWN]])


MOST_SHOWN: Final = 5


def read_problem(data: Sent) -> Record[Problem]:
    """
    The problem in the body of a refusal.

    Raises:
        InvalidValueError: it is no JSON object, or nothing in it is a part of a problem.
        RefusedObjectError: parts of it cannot be read; each is named with its place.
    """
    return record_in(data, problem_of)


def problem_of(members: Members) -> Problem:
    """
    A problem from its object.

    Raises:
        RefusedObjectError: parts of it cannot be read; each is named with its place.
        InvalidValueError: nothing in it is a part of a problem.
    """
    if not any(members.has(name) for name in ("status", "title", "detail", "violations")):
        raise InvalidValueError.about(
            next(iter(members.members), None), members.path("title"), "missing: expected a problem with title or detail"
        )
    attempts = Attempts(members.place)
    texts = {text: attempts.have(members, name, text_of, "") for text, name in zip(_TEXTS, _NAMES, strict=True)}
    status = attempts.take(lambda: _status(members), None)
    no_violations: list[Violation] = []
    violations = attempts.take(lambda: _violations_in(members, attempts), no_violations)
    attempts.finish()
    return Problem(status=status, violations=violations, **texts)


def _status(members: Members) -> int | None:
    return (
        members.read("status", lambda value: whole(value, "status", least=100, most=599))
        if members.has("status")
        else None
    )


def _violations_in(members: Members, attempts: Attempts) -> list[Violation]:
    if not members.has("violations"):
        return []
    told = [attempts.take(partial(_violation, each), None) for each in members.objects("violations")]
    return [each for each in told if each is not None]


def _violation(members: Members) -> Violation:
    parts = Attempts(members.place)
    name = parts.have(members, "name", text_of, "")
    reason = parts.have(members, "reason", text_of, "")
    parts.finish()
    return Violation(name=name, reason=reason)
