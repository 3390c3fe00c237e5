"""
The order of entries: what was written on one transport, from entries that were learned in any order.

A number is written once: the first entry with a number stays, in the order of their moments. What it leaves open (its
service, its label, the own reference) is taken from entries that agree with it; what differs is a conflict.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from attrs import evolve

from trackntrace.moment import Moment
from trackntrace.shipping.conflict import ConflictKind, Conflicts, Decision, Spelling, decision, spelling
from trackntrace.shipping.entry import Basis, Channel, CorrectionNote, Entry, ShippingLabel
from trackntrace.shipping.piece import Precedence, Subject
from trackntrace.shipping.transport import Transport
from trackntrace.shipping.versions import Version


class Writings(NamedTuple):
    """
    What was told of one transport. ``unwritten`` are moments at which the marketplace showed it without a number.
    """

    entries: list[Version[Entry]]
    notes: list[CorrectionNote]
    unwritten: list[Moment]

    def add(self, other: Writings) -> None:
        """What was told of it elsewhere."""
        self.entries.extend(other.entries)
        self.notes.extend(other.notes)
        self.unwritten.extend(other.unwritten)


def in_order(told: Iterable[Version[Entry]]) -> list[Version[Entry]]:
    """
    Each entry once, in the order in which they were made: by their moments, then by when they were seen.

    Where neither tells, what has no number comes first, since a number may be added to it; then the marketplace's own.
    """
    places: dict[Entry, Precedence] = {}
    for entry, place in told:
        places[entry] = min(place, places.get(entry, place))
    found = [Version(entry, place) for entry, place in places.items()]
    return sorted(found, key=_made) if len(found) > 1 else found


def _made(version: Version[Entry]) -> tuple[Moment, tuple[int, Moment], bool, int, Spelling]:
    entry, place = version
    return entry.at, place[:2], entry.number is not None, place[2], spelling(entry)


def written(transport_id: str, writings: Writings, where: tuple[Subject, ...], conflicts: Conflicts) -> Transport:
    """The transport on which these entries were made, one after the other."""
    entries = _with_one_label(in_order(writings.entries), where, conflicts)
    numbered = next((place for place, version in enumerate(entries) if version.told.number is not None), len(entries))
    kept = _without_number(entries[:numbered], where, conflicts)
    if numbered < len(entries):
        given = _filled(entries[numbered], entries[numbered + 1 :], where, conflicts)
        given = _dated(given, entries[numbered:], writings.unwritten)
        given = _with_what_agrees(given, kept)
        kept = [entry for entry in kept if entry.at != given.at or not _adds_nothing(entry, given)] + [given]
    transport = Transport(transport_id)
    for entry in kept:
        transport = transport.enter(entry)
    for correction in sorted(set(writings.notes), key=_noted):
        transport = transport.note(correction)
    return transport


def _with_one_label(
    entries: Sequence[Version[Entry]], where: tuple[Subject, ...], conflicts: Conflicts
) -> list[Version[Entry]]:
    """The entries with the first label only; one of another number is left alone, since it is a conflict itself."""
    given = next((entry for entry, _ in entries if entry.number is not None), None)
    first: Version[Entry] | None = None
    label: ShippingLabel | None = None
    found = []
    for version in entries:
        entry, differs = version.told, False
        if entry.label is not None and (entry.number is None or (given and _agrees(entry, given))):
            first = first or version
            joined = _joined(label or entry.label, entry.label)
            differs = joined is None
            if label is not None and differs:
                conflicts.add(ConflictKind.TWO_LABELS, where, label, entry.label, _because(first, version))
            label = joined or label
        found.append(Version(evolve(entry, label=None), version.place) if differs else version)
    return found


def _joined(one: ShippingLabel, other: ShippingLabel) -> ShippingLabel | None:
    """One label of two that agree; None where they do not."""
    if one == other:
        return one
    if one.label_id != other.label_id or not _one(one.number, other.number) or not _one(one.service, other.service):
        return None
    items = tuple(sorted({*one.order_item_ids, *other.order_item_ids}))
    return evolve(one, number=one.number or other.number, service=one.service or other.service, order_item_ids=items)


def _one(one: object, other: object) -> bool:
    """Whether two that may be None are one."""
    return one is None or other is None or one == other


def _agrees(other: Entry, given: Entry) -> bool:
    """Whether an entry tells no other number than one that has a number, and no other service."""
    return other.number in {None, given.number} and _one(other.service, given.service)


def _because(stands: Version[Entry], differs: Version[Entry]) -> Decision:
    if stands.told.at != differs.told.at:
        return Decision.ENTERED_FIRST
    return decision(stands.place, differs.place)


def _without_number(entries: Iterable[Version[Entry]], where: tuple[Subject, ...], conflicts: Conflicts) -> list[Entry]:
    """The entries without a number, each of which says more than the one before it and keeps what that one said."""
    kept: list[Entry] = []
    last: Version[Entry] | None = None
    for version in entries:
        if last is None:
            kept, last = [version.told], version
            continue
        entry, given, because = version.told, kept[-1], _because(last, version)
        if _one(entry.service, given.service):
            _two_references(given, entry, where, because, conflicts)
            entry = evolve(entry, reference=given.reference or entry.reference)
        elif because in _READINGS:
            conflicts.add(ConflictKind.TWO_SERVICES, where, given, entry, because)
            continue
        if not _adds_nothing(entry, given):
            replaced = entry.repeats(given) or (given.repeats(entry) and entry.at == given.at)
            kept, last = kept[:-1] if replaced else kept, version
            kept.append(_with_what(entry, given))
    return kept


_READINGS: Final = {Decision.MARKETPLACE, Decision.TEXT}
"""The decisions for which no moment tells what was said first; else the service that was told later holds."""


def _two_references(
    given: Entry, other: Entry, where: tuple[Subject, ...], because: Decision, conflicts: Conflicts
) -> None:
    if given.reference and other.reference not in {"", given.reference}:
        conflicts.add(ConflictKind.TWO_REFERENCES, where, given.reference, other.reference, because)


def _adds_nothing(entry: Entry, given: Entry) -> bool:
    """Whether an entry without number says nothing beyond another one."""
    return (
        entry.repeats(given)
        and entry.reference in {"", given.reference}
        and (entry.label is None or (given.label is not None and _joined(given.label, entry.label) == given.label))
    )


def _with_what(given: Entry, other: Entry) -> Entry:
    """An entry with what it leaves open taken from another one."""
    label = given.label and other.label and _joined(given.label, other.label)
    number_by = other.channel if other.number is not None else Channel.NOT_TOLD
    return evolve(
        given,
        service=given.service or other.service,
        reference=given.reference or other.reference,
        channel=number_by if given.channel is Channel.NOT_TOLD else given.channel,
        label=label or given.label or other.label,
    )


def _filled(
    first: Version[Entry], others: Iterable[Version[Entry]], where: tuple[Subject, ...], conflicts: Conflicts
) -> Entry:
    """The entry that stays, and what later ones told that agree with it."""
    given = first.told
    refused: set[tuple[object, object]] = set()
    for version in others:
        other = version.told
        if _agrees(other, given):
            _two_references(given, other, where, _because(first, version), conflicts)
            given = _with_what(given, other)
        elif (other.number or given.number, other.service) not in refused:
            refused.add((other.number or given.number, other.service))
            same = other.number in {None, given.number}
            kind = ConflictKind.TWO_SERVICES if same else ConflictKind.TWO_NUMBERS
            conflicts.add(kind, where, given, other, _because(first, version))
    return given


def _dated(given: Entry, told: Iterable[Version[Entry]], unwritten: Iterable[Moment]) -> Entry:
    """
    The entry with the best moment that is known of it, where its own was inferred: one that was told of its number.

    Else it is left, unless the marketplace showed the transport without a number after it: then the number was entered
    later, at the latest when it was first seen.
    """
    if given.basis is Basis.TOLD:
        return given
    same = [version for version in told if version.told.number == given.number and _agrees(version.told, given)]
    exact = [entry.at for entry, _ in same if entry.basis is Basis.TOLD]
    if exact:
        return evolve(given, at=min(exact), basis=Basis.TOLD)
    seen = [moment for _, (never_seen, moment, _) in same if not never_seen]
    late = seen and any(given.at < moment < min(seen) for moment in unwritten)
    return evolve(given, at=min(seen)) if late else given


def _with_what_agrees(given: Entry, before: Sequence[Entry]) -> Entry:
    """The entry that stays, with what those before it told that agree with it, the latest first."""
    for entry in reversed(before):
        given = _with_what(given, entry) if _agrees(entry, given) else given
    return given


def _noted(note: CorrectionNote) -> tuple[Moment, str, str, str]:
    return note.at, str(note.number or ""), note.service.code if note.service else "", note.text
