"""The doctor: what is here, what is not and how to get it; it never falls ill itself."""

from __future__ import annotations

import subprocess
import sys
import zoneinfo
from datetime import date
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest

from tests.edges.desk import Desk
from trackntrace.cli import clock_check, doctor, installed
from trackntrace.cli.clock_check import changes_around, source_on_disk, wrong_changes
from trackntrace.cli.doctor import Check, Found, Group, State
from trackntrace.cli.installed import DISTRIBUTION, Requirement
from trackntrace.moment import AMSTERDAM, parse_moment
from trackntrace.wording import Language

CLOCKLESS = """
import sys, zoneinfo
zoneinfo.reset_tzpath([])
from trackntrace.cli import main
sys.exit(main(["doctor"]))
"""


def found(desk: Desk, name: str) -> dict[str, Any]:
    checks = {check["name"]: check for check in desk.call("doctor", "--format", "json").json["checks"]}
    told: dict[str, Any] = checks[name]
    return told


@pytest.fixture(autouse=True)
def _asked_anew() -> None:
    installed.requirements.cache_clear()


@pytest.mark.installed
def test_all_is_well_here_and_every_version_is_told(desk: Desk) -> None:
    called = desk.call("doctor")

    assert (called.status, called.err) == (0, "")
    assert called.out.endswith("Everything that is needed is here and works.\n")
    for name in (DISTRIBUTION, "attrs", "python-dateutil", "tzdata"):
        assert [name, metadata.version(name)] in [line.split()[1:] for line in called.out.splitlines()]


@pytest.mark.installed
def test_the_same_is_told_as_json(desk: Desk) -> None:
    told = desk.call("doctor", "--format", "json").json

    assert told["fine"] is True
    assert {check["group"] for check in told["checks"]} == {"needed", "extras", "surroundings"}
    assert all(check.keys() == {"group", "name", "state", "told", "install"} for check in told["checks"])
    assert {"python", DISTRIBUTION, "attrs", "clock", "sample", "wording", "language", "encoding"} <= {
        check["name"] for check in told["checks"]
    }


@pytest.mark.installed
def test_every_extra_is_told_present_or_with_the_line_that_installs_it(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    extras = metadata.metadata(DISTRIBUTION).get_all("Provides-Extra") or []
    monkeypatch.setattr(doctor, "installed", lambda name: "" if name in {"jinja2", "shtab"} else "99")

    assert {"frames", "report", "completion"} <= {*extras}
    for extra in extras:
        absent = extra in {"report", "completion"}
        told = found(desk, extra)
        assert (told["group"], told["state"]) == ("extras", "absent" if absent else told["state"])
        assert told["install"] == (f"pip install '{DISTRIBUTION}[{extra}]'" if absent else told["install"])


@pytest.mark.installed
def test_an_absent_extra_breaks_nothing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "installed", lambda name: "" if name == "shtab" else "9999")

    assert desk.call("doctor").status == 0


@pytest.mark.installed
@pytest.mark.parametrize(
    ("version", "told"), [("", "not installed: pip install 'attrs>=23.2'"), ("22.2.0", "22.2.0; expected >=23.2")]
)
def test_what_is_needed_and_missing_or_too_old_is_broken(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, version: str, told: str
) -> None:
    monkeypatch.setattr(doctor, "installed", lambda name: version if name == "attrs" else "9999")
    called = desk.call("doctor")

    assert called.status == 1
    assert called.out.endswith("Something that is needed is broken: attrs.\n")
    assert (found(desk, "attrs")["state"], found(desk, "attrs")["told"]) == ("broken", told)


@pytest.mark.installed
def test_what_is_there_and_cannot_be_loaded_is_broken(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(module: str) -> None:
        raise ImportError(f"no {module}")

    monkeypatch.setattr(doctor, "loads", broken)

    assert found(desk, "python-dateutil")["told"] == "cannot be loaded (ImportError: no dateutil.rrule)"


def test_a_distribution_that_was_never_installed_is_a_note(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def none(_: str) -> str:
        raise metadata.PackageNotFoundError

    monkeypatch.setattr(metadata, "version", none)
    monkeypatch.setattr(metadata, "requires", none)

    assert desk.call("doctor").status == 0
    assert found(desk, DISTRIBUTION)["state"] == "note"


@pytest.mark.parametrize("error", [RuntimeError("x" * 10_000), KeyError("\x1b[31m"), RecursionError(), MemoryError()])
def test_a_check_that_fails_is_what_was_found(error: Exception) -> None:
    def fails() -> Found:
        raise error

    told = Check(Group.NEEDED, "clock", fails).found()

    assert told.state is State.BROKEN
    assert Check(Group.EXTRAS, "report", fails).found().state is State.NOTE
    assert type(error).__name__ in told.said(Language.ENGLISH)
    assert len(told.said(Language.ENGLISH)) < 300
    assert told.said(Language.ENGLISH).isprintable()


def test_the_clock_is_right_here_and_its_newest_changes_are_told() -> None:
    assert wrong_changes() == ()
    assert wrong_changes(2000, 2099) == ()
    assert changes_around(parse_moment("2026-11-28T12:00:00+01:00")) == (
        *(date(2025, 10, 26), date(2026, 3, 29), date(2026, 10, 25)),
        *(date(2027, 3, 28), date(2027, 10, 31)),
    )


def test_a_clock_that_never_changes_is_found_wrong(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock_check, "AMSTERDAM", zoneinfo.ZoneInfo("Etc/GMT-1"))

    assert wrong_changes(2026, 2026) == (date(2026, 3, 29), date(2026, 10, 25))
    assert (found(desk, "clock")["state"], desk.call("doctor").status) == ("broken", 1)
    assert "2026-10-25" in found(desk, "clock")["told"]


def test_a_clock_that_changes_on_other_days_is_found_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock_check, "AMSTERDAM", zoneinfo.ZoneInfo("America/New_York"))

    assert len(wrong_changes(2020, 2026)) == 14


def test_it_is_told_whose_zone_data_they_are(desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "Europe").mkdir()
    monkeypatch.setattr(zoneinfo, "TZPATH", (str(tmp_path),))
    without = found(desk, "clock")["told"]
    (tmp_path / AMSTERDAM.key).write_bytes(b"TZif")

    assert source_on_disk() == str(tmp_path)
    assert without.startswith("Europe/Amsterdam from tzdata ")
    assert found(desk, "clock")["told"].startswith(f"Europe/Amsterdam from {tmp_path}")


def test_the_zone_data_of_tzdata_serve_where_the_system_has_none() -> None:
    pytest.importorskip("tzdata")
    ended = subprocess.run([sys.executable, "-c", CLOCKLESS], capture_output=True, text=True, check=False)

    assert (ended.returncode, ended.stderr) == (0, "")
    assert "from tzdata" in ended.stdout


@pytest.mark.parametrize(
    ("arguments", "environment", "told"),
    [
        (["--lang", "nl"], {}, "nl, by --lang"),
        ([], {"LC_ALL": "fr_FR.UTF-8"}, "fr, by LC_ALL=fr_FR.UTF-8"),
        ([], {"LC_ALL": "C.UTF-8"}, "en, by LC_ALL=C.UTF-8"),
        ([], {"LC_ALL": "de_DE"}, "en, since the environment names none that is known"),
        ([], {"LC_ALL": "nl\x1b[31m"}, "en, since the environment names none that is known"),
        ([], {"LC_ALL": "nl.\x1b[31m"}, "nl, by LC_ALL=nl.\\x1b[31m"),
    ],
)
def test_the_language_is_told_with_what_named_it(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, arguments: list[str], environment: dict[str, str], told: str
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    checks = {check["name"]: check for check in desk.call("doctor", "--format", "json", *arguments).json["checks"]}

    assert checks["language"]["told"] == told


@pytest.mark.parametrize(
    ("encoding", "state"), [("utf-8", "fine"), ("UTF_8", "fine"), ("ascii", "note"), (None, "note")]
)
def test_an_encoding_that_lacks_letters_is_noted(
    monkeypatch: pytest.MonkeyPatch, encoding: str | None, state: str
) -> None:
    class Stream:
        pass

    stream = Stream()
    stream.encoding = encoding  # type: ignore[attr-defined]
    monkeypatch.setattr(sys, "stdout", stream)

    assert doctor._encoding().state.value == state


@pytest.mark.parametrize(
    ("versions", "version", "will_do"),
    [
        (">=23.2", "23.2.0", True),
        (">=23.2", "23.1.9", False),
        (">=2.8.2", "2.10", True),
        (">=2.8.2", "2.9.0.post0", True),
        (">=2.29,<3", "3.0.0", False),
        (">=2.29,<3", "2.99.1rc1", True),
        (">=2022.7", "2026.6", True),
        (">=3", "3", True),
        ("", "0", True),
        ("", "", False),
    ],
)
def test_versions_are_compared_number_by_number(versions: str, version: str, *, will_do: bool) -> None:
    assert Requirement(name="x", versions=versions, extra="").admits(version) is will_do


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("attrs>=23.2", ("attrs", ">=23.2", "")),
        ("python-dateutil >=2.8.2", ("python-dateutil", ">=2.8.2", "")),
        ("narwhals<3,>=2.29; extra == 'frames'", ("narwhals", "<3,>=2.29", "frames")),
        ('tzdata>=2022.7; sys_platform == "win32" and extra == "other"', ("tzdata", ">=2022.7", "other")),
        ("pydantic[email]>=2; extra == 'pydantic'", ("pydantic", ">=2", "pydantic")),
        ("psycopg", ("psycopg", "", "")),
    ],
)
def test_the_metadata_are_read_as_they_are_written(
    monkeypatch: pytest.MonkeyPatch, line: str, told: tuple[str, str, str]
) -> None:
    monkeypatch.setattr(metadata, "requires", lambda _: [line])
    [read] = installed.requirements()

    assert (read.name, read.versions, read.extra) == told


@pytest.mark.installed
def test_every_line_of_our_own_metadata_is_read() -> None:
    assert len(installed.requirements()) == len(metadata.requires(DISTRIBUTION) or [])


MADE_UP = (
    Requirement(name="attrs", versions=">=23.2", extra=""),
    Requirement(name="jinja2", versions=">=3", extra="report"),
    Requirement(name="matplotlib", versions=">=3.8,<5", extra="report"),
    Requirement(name="shtab", versions=">=1.7", extra="completion"),
)
VERSIONS = {DISTRIBUTION: "1.2.3", "attrs": "24.1", "jinja2": "3.1", "matplotlib": "4.0", "tzdata": "2026.1"}


@pytest.fixture
def made_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine on which everything is known, and the extra completion is absent."""
    monkeypatch.setattr(doctor, "requirements", lambda: MADE_UP)
    monkeypatch.setattr(doctor, "installed", lambda name: VERSIONS.get(name, ""))
    monkeypatch.setattr(doctor, "source_on_disk", lambda: "/zones")
    monkeypatch.setattr(doctor, "changes_around", lambda _: (date(2026, 3, 29), date(2026, 10, 25)))
    monkeypatch.setattr(doctor, "catalogue", lambda language: {language.value: ""} if language.value == "en" else {})
    monkeypatch.setattr("platform.python_version", lambda: "3.12.1")
    monkeypatch.setattr("platform.python_implementation", lambda: "CPython")
    monkeypatch.setattr("platform.platform", lambda *, terse: "Made-up-1" if terse is True else "Made-up-1-with-more")


@pytest.mark.usefixtures("made_up")
def test_all_that_was_found_is_told_by_what_it_is_about(desk: Desk) -> None:
    called = desk.call("doctor")

    assert (called.status, called.err) == (0, "")
    assert called.out.splitlines() == [
        "needed:",
        "  fine  python              3.12.1 (CPython)",
        "  fine  trackntrace-orders  1.2.3",
        "  fine  attrs               24.1",
        "  fine  clock               Europe/Amsterdam from /zones; the clock changes on 2026-03-29, 2026-10-25",
        "  fine  sample              11 files",
        "  fine  wording             en 1, nl 0, fr 0",
        "",
        "extras, for those who want them:",
        "  fine    report      jinja2 3.1, matplotlib 4.0",
        "  absent  completion  not installed: pip install 'trackntrace-orders[completion]'",
        "",
        "surroundings:",
        "  fine  platform  Made-up-1",
        "  fine  language  en, by LC_ALL=C.UTF-8",
        "  fine  encoding  utf-8",
        "",
        "Everything that is needed is here and works.",
    ]


@pytest.mark.usefixtures("made_up")
def test_it_is_told_in_the_words_of_the_language_and_distributions_by_their_names(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doctor, "source_on_disk", lambda: "")
    monkeypatch.setattr(doctor, "wrong_changes", lambda: ())
    called = desk.call("doctor", "--lang", "nl")

    assert (called.status, called.err) == (0, "")
    assert called.out.splitlines() == [
        "nodig:",
        "  in orde  Python              3.12.1 (CPython)",
        "  in orde  trackntrace-orders  1.2.3",
        "  in orde  attrs               24.1",
        "  in orde  klok                Europe/Amsterdam uit tzdata 2026.1; de klok verspringt op 2026-03-29, 2026-10-25",
        "  in orde  voorbeeld           11 bestanden",
        "  in orde  bewoordingen        en 1, nl 0, fr 0",
        "",
        "extra's, voor wie ze wil:",
        "  in orde  report      jinja2 3.1, matplotlib 4.0",
        "  afwezig  completion  niet geïnstalleerd: pip install 'trackntrace-orders[completion]'",
        "",
        "omgeving:",
        "  in orde  platform       Made-up-1",
        "  in orde  taal           nl, door --lang",
        "  in orde  tekencodering  utf-8",
        "",
        "Alles wat nodig is, is er en werkt.",
    ]


@pytest.mark.usefixtures("made_up")
def test_the_json_holds_every_check_with_the_line_that_installs_what_is_absent(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def check(group: str, name: str, told: str, *, state: str = "fine", install: str | None = None) -> dict[str, Any]:
        return {"group": group, "name": name, "state": state, "told": told, "install": install}

    monkeypatch.setitem(VERSIONS, "attrs", "22.9")
    monkeypatch.setattr(doctor, "wrong_changes", lambda: (date(2024, 3, 31), date(2025, 3, 30), date(2026, 3, 29)))
    called = desk.call("doctor", "--format", "json", "--lang", "nl")
    completion = "pip install 'trackntrace-orders[completion]'"

    assert called.status == 1
    assert called.json == {
        "fine": False,
        "checks": [
            check("needed", "python", "3.12.1 (CPython)"),
            check("needed", "trackntrace-orders", "1.2.3"),
            check("needed", "attrs", "22.9; expected >=23.2", state="broken"),
            check(
                "needed",
                "clock",
                "expected clock changes on 2025-03-30, 2026-03-29: the zone data is old or not whole",
                state="broken",
            ),
            check("needed", "sample", "11 files"),
            check("needed", "wording", "en 1, nl 0, fr 0"),
            check("extras", "report", "jinja2 3.1, matplotlib 4.0"),
            check("extras", "completion", f"not installed: {completion}", state="absent", install=completion),
            check("surroundings", "platform", "Made-up-1"),
            check("surroundings", "language", "nl, by --lang"),
            check("surroundings", "encoding", "utf-8"),
        ],
    }
    assert desk.call("doctor").out.endswith("Something that is needed is broken: attrs, clock.\n")


@pytest.mark.parametrize(
    ("version", "told"), [((3, 10, 9), "expected 3.11 or newer"), ((3, 11, 0), "3.12.1 (CPython)")]
)
@pytest.mark.usefixtures("made_up")
def test_a_python_that_is_too_old_is_told_with_the_oldest_that_will_do(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, version: tuple[int, int, int], told: str
) -> None:
    monkeypatch.setattr(sys, "version_info", version)

    assert doctor._python().said(Language.ENGLISH) == told


@pytest.mark.parametrize(
    ("encoding", "told"),
    [
        ("UTF_8", "utf-8"),
        ("ISO8859_1", "iso8859_1: letters such as é may be replaced; set PYTHONUTF8=1"),
        (None, "-: letters such as é may be replaced; set PYTHONUTF8=1"),
    ],
)
def test_an_encoding_is_told_with_what_helps(monkeypatch: pytest.MonkeyPatch, encoding: str | None, told: str) -> None:
    class Stream:
        def __init__(self) -> None:
            self.encoding = encoding

    monkeypatch.setattr(sys, "stdout", Stream())

    assert doctor._encoding().said(Language.ENGLISH) == told


@pytest.mark.parametrize(
    ("version", "numbers"),
    [("2.10.0", (2, 10)), ("0", ()), ("1.0rc1", (1,)), ("", ()), ("dev", ()), ("\u0661.2", ()), ("2026.06", (2026, 6))],
)
def test_a_release_is_the_numbers_that_a_version_begins_with(version: str, numbers: tuple[int, ...]) -> None:
    assert installed._release(version) == numbers


def test_a_version_that_is_none_of_ours_is_below_every_bound() -> None:
    assert not Requirement(name="x", versions=">=0.1", extra="").admits("dev")
    assert Requirement(name="x", versions="<0.1", extra="").admits("dev")


@pytest.mark.parametrize(
    ("name", "module"), [("python-dateutil", "dateutil.rrule"), ("attrs", "attrs"), ("a-b", "a_b")]
)
def test_a_module_has_the_name_of_its_distribution_unless_another_is_known(name: str, module: str) -> None:
    assert Requirement(name=name, versions="", extra="").module == module


def test_spaces_in_the_bounds_of_the_metadata_say_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(metadata, "requires", lambda _: ["a (>= 2, < 3)", "b[c,d] >=1 ; extra == 'e'"])

    assert installed.requirements() == (
        Requirement(name="a", versions=">=2,<3", extra=""),
        Requirement(name="b", versions=">=1", extra="e"),
    )


def test_where_nothing_is_asked_for_nothing_is_required(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(metadata, "requires", lambda _: None)

    assert installed.requirements() == ()
