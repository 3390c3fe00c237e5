"""What is public is what was snapshotted, and what was released is kept or said to have changed."""

from __future__ import annotations

import pytest

from tools.public.snapshot import added, broken, difference, kept, newest_release, present, undeclared


@pytest.fixture(scope="module")
def now() -> dict[str, str]:
    """What is public in the present sources."""
    return present()


def test_what_is_public_is_what_was_snapshotted(now: dict[str, str]) -> None:
    changes = difference(kept(), now)

    assert not changes, f"the public interface changed; if it should, run: make snapshot\n{changes}"


def test_what_was_released_is_kept_or_the_changelog_says_what_changed(now: dict[str, str]) -> None:
    changes = undeclared(broken(kept(newest_release()), now))

    assert not changes, "changed or gone since the last release, and not named under Unreleased in CHANGELOG.md"


def test_what_is_new_to_everyone_is_named_in_the_changelog(now: dict[str, str]) -> None:
    changes = undeclared(added(kept(newest_release()), now))

    assert not changes, "new since the last release, and not named under Unreleased in CHANGELOG.md"


BEFORE = {
    "ground.txt": "# trackntrace.errors\n\nclass OddError(ValueError)\n    .field\ndef shown(value: object) -> str\n"
}


@pytest.mark.parametrize(
    ("then", "name"),
    [
        ("class OddError(ValueError)\n    .field\n", "shown"),
        ("class OddError(ValueError)\n    .field\ndef shown(value: str) -> str\n", "shown"),
        ("class OddError(ValueError)\ndef shown(value: object) -> str\n", "OddError"),
        ("class OddError()\n    .field\ndef shown(value: object) -> str\n", "OddError"),
        ("", "OddError"),
    ],
    ids=["a name is gone", "a signature changed", "a field is gone", "an error has another base", "a module is gone"],
)
def test_a_change_that_breaks_is_told_by_its_name(then: str, name: str) -> None:
    after = {"ground.txt": f"# trackntrace.errors\n\n{then}"}

    assert name in broken(BEFORE, after).values()
    assert difference(BEFORE, after).startswith("--- ground.txt (before)")


@pytest.mark.parametrize("more", ["    def __str__(self) -> str\n", "class Other()\n"])
def test_what_comes_in_addition_breaks_nothing(more: str) -> None:
    before = BEFORE["ground.txt"]
    after = before.replace("(ValueError)", "(ValueError, LookupError)").replace("    .field\n", f"    .field\n{more}")
    moved = {"ground.txt": after} if more.startswith(" ") else {"ground.txt": before + more}

    assert broken(BEFORE, moved) == {}


def test_a_new_word_a_new_option_and_a_new_extra_are_told_by_their_names() -> None:
    before = {
        "root.txt": "# trackntrace\n\nWeek\n",
        "command-line.txt": "# score\n\n--week WEEK\n",
        "distribution.txt": "",
    }
    after = {
        "root.txt": "# trackntrace\n\nMonth\nWeek\n",
        "command-line.txt": "# score\n\n--week WEEK\n-o, --output FILE\n",
        "distribution.txt": "extra testing needs hypothesis\n",
    }

    assert set(added(before, after).values()) == {"Month", "-o", "testing"}
