"""``trackntrace doctor``: whether all that is needed is here and works, and how to get what is not."""

from __future__ import annotations

import json
import platform
import sys
from argparse import Namespace
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from importlib.resources import files
from typing import Any, Final, final

from attrs import field, frozen

from trackntrace.cli.clock_check import changes_around, source_on_disk, wrong_changes
from trackntrace.cli.exit_status import ExitStatus
from trackntrace.cli.installed import DISTRIBUTION, Requirement, installed, loads, requirements
from trackntrace.cli.language import named_by, spoken
from trackntrace.grammar import Word
from trackntrace.moment import moment_of
from trackntrace.report.text import table
from trackntrace.wording import Language, has_words_for, say
from trackntrace.wording.saying import catalogue

_LOWEST_PYTHON: Final = (3, 11)
_UTF_8: Final = "utf-8"


class Group(Word):
    """What a check is about."""

    NEEDED = "needed"
    EXTRAS = "extras"
    SURROUNDINGS = "surroundings"


class State(Word):
    """How something was found: only what is broken keeps the library from working."""

    FINE = "fine"
    BROKEN = "broken"
    ABSENT = "absent"
    NOTE = "note"


@final
@frozen
class Found:
    """What one check found: in which state, and in words by their key; the texts in them are told as they are."""

    state: State
    key: str = ""
    facts: dict[str, str] = field(factory=dict)

    def said(self, language: Language) -> str:
        """What was found, in words."""
        return say(self.key, language, **self.facts)


@final
@frozen
class Check:
    """One thing to look at."""

    group: Group
    name: str
    look: Callable[[], Found]

    def found(self) -> Found:
        """What there is; whatever goes wrong on the way is what was found."""
        try:
            return self.look()
        except Exception as error:  # noqa: BLE001  (a doctor must not fall ill)
            state = State.BROKEN if self.group is Group.NEEDED else State.NOTE
            return Found(state, "doctor.cannot-load", {"problem": f"{type(error).__name__}: {error}"[:200]})


def doctor(options: Namespace) -> int:
    """Prints what was found; the exit status is 1 where something that is needed is broken."""
    found = [(check, check.found()) for check in _checks(options)]
    broken = [check.name for check, each in found if each.state is State.BROKEN]
    if options.format == "json":
        print(json.dumps(_object(found, broken)))
    else:
        print(_text(found, broken, spoken(options)))
    return ExitStatus.REFUSED if broken else ExitStatus.DONE


def _checks(options: Namespace) -> Iterator[Check]:
    yield Check(Group.NEEDED, "python", _python)
    yield Check(Group.NEEDED, DISTRIBUTION, _distribution)
    for each in requirements():
        if not each.extra:
            yield Check(Group.NEEDED, each.name, partial(_needed, each))
    yield Check(Group.NEEDED, "clock", _clock)
    yield Check(Group.NEEDED, "sample", _sample)
    yield Check(Group.NEEDED, "wording", _wording)
    for name in dict.fromkeys(each.extra for each in requirements() if each.extra):
        yield Check(Group.EXTRAS, name, partial(_extra, name))
    yield Check(Group.SURROUNDINGS, "platform", _platform)
    yield Check(Group.SURROUNDINGS, "language", partial(_language, options))
    yield Check(Group.SURROUNDINGS, "encoding", _encoding)


def _plain(text: str, state: State = State.FINE) -> Found:
    return Found(state, "doctor.plain", {"text": text})


def _python() -> Found:
    if sys.version_info < _LOWEST_PYTHON:
        return Found(State.BROKEN, "doctor.needs-python")
    return _plain(f"{platform.python_version()} ({platform.python_implementation()})")


def _distribution() -> Found:
    version = installed(DISTRIBUTION)
    return _plain(version) if version else Found(State.NOTE, "doctor.not-installed")


def _needed(needed: Requirement) -> Found:
    version = installed(needed.name)
    if not version:
        return Found(State.BROKEN, "doctor.missing", {"install": f"pip install '{needed.name}{needed.versions}'"})
    if not needed.admits(version):
        return Found(State.BROKEN, "doctor.needs-version", {"version": version, "needed": needed.versions})
    loads(needed.module)
    return _plain(version)


def _clock() -> Found:
    wrong = wrong_changes()
    if wrong:
        return Found(State.BROKEN, "doctor.wrong-changes", {"dates": ", ".join(map(str, wrong[-2:]))})
    where, dates = source_on_disk(), ", ".join(map(str, changes_around(moment_of(datetime.now(UTC)))))
    if where:
        return Found(State.FINE, "doctor.from-system", {"where": where, "dates": dates})
    return Found(State.FINE, "doctor.from-tzdata", {"version": installed("tzdata"), "dates": dates})


def _sample() -> Found:
    packed = [each for each in files("trackntrace.sample").iterdir() if each.name.endswith(".gz") and each.read_bytes()]
    return Found(State.FINE if packed else State.BROKEN, "doctor.files", {"count": str(len(packed))})


def _wording() -> Found:
    sizes = {language.value: len(catalogue(language)) for language in Language}
    return _plain(", ".join(f"{language} {size}" for language, size in sizes.items()))


def _extra(name: str) -> Found:
    there = {each.name: installed(each.name) for each in requirements() if each.extra == name}
    wrong = [each for each in requirements() if each.extra == name and not each.admits(there[each.name])]
    if wrong:
        return Found(State.ABSENT, "doctor.missing", {"install": f"pip install '{DISTRIBUTION}[{name}]'"})
    return _plain(", ".join(f"{each} {version}" for each, version in there.items()))


def _platform() -> Found:
    return _plain(platform.platform(terse=True))


def _language(options: Namespace) -> Found:
    language = spoken(options)
    if options.lang:
        return Found(State.FINE, "doctor.asked-for", {"language": language.value})
    named = named_by(options.environment)
    if not named.variable:
        return Found(State.FINE, "doctor.by-default", {"language": language.value})
    facts = {"language": language.value, "variable": named.variable, "value": ascii(named.value[:80])[1:-1]}
    return Found(State.FINE, "doctor.from-variable", facts)


def _encoding() -> Found:
    encoding = (sys.stdout.encoding or "").lower()
    if encoding.replace("_", "-") == _UTF_8:
        return _plain(_UTF_8)
    return Found(State.NOTE, "doctor.poor-encoding", {"encoding": encoding or "-"})


def _object(found: list[tuple[Check, Found]], broken: list[str]) -> dict[str, Any]:
    checks = [
        {
            "group": check.group.value,
            "name": check.name,
            "state": each.state.value,
            "told": each.said(Language.ENGLISH),
            "install": each.facts.get("install"),
        }
        for check, each in found
    ]
    return {"fine": not broken, "checks": checks}


def _text(found: list[tuple[Check, Found]], broken: list[str], language: Language) -> str:
    parts = []
    for group in Group:
        rows: list[tuple[str, ...]] = [
            (f"  {say(f'doctor.state.{each.state.value}', language)}", _label(check, language), each.said(language))
            for check, each in found
            if check.group is group
        ]
        header = say("help.heading", language, name=say(f"doctor.group.{group.value}", language))
        parts += ["\n".join([header, *_lines(rows)])] if rows else []
    closing = say("doctor.some-broken", language, names=", ".join(broken)) if broken else say(_ALL_FINE, language)
    return "\n\n".join([*parts, closing])


_ALL_FINE: Final = "doctor.all-fine"


def _label(check: Check, language: Language) -> str:
    """A check by its name in English, in other languages by what it is about; a distribution by its name in all."""
    key = f"doctor.name.{check.name}"
    known = language is not Language.ENGLISH and has_words_for(key, language)
    return say(key, language) if known else check.name


def _lines(rows: list[tuple[str, ...]]) -> list[str]:
    first, *others = rows
    return table(first, others).splitlines()
