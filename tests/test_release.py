"""A release that lacks anything is found before it is one; and what the project tells of itself is true."""

from __future__ import annotations

import re
import shutil
import subprocess
import tomllib
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from tests.test_project import FACTS, ROOT
from tools.release_check import LEFT, Release

FILES = {
    "pyproject.toml": '[project]\nname = "trackntrace-orders"\nversion = "0.3.0"\n',
    "CHANGELOG.md": "# Changelog\n\n## [0.3.0] - 2026-12-01\n\n- More.\n\n## [0.2.0] - 2026-11-23\n\n- Less.\n\n[0.3.0]: #a\n",
    "CITATION.cff": 'cff-version: 1.2.0\nversion: 0.3.0\ndate-released: "2026-12-01"\n',
    "README.md": "Version 0.3.0: see the changelog.\n",
    ".gitignore": "dist\ndocs/_build\n",
    "tests/snapshots/root.txt": "a\n",
    "tests/released/0.3.0/snapshots/root.txt": "a\n",
    "tests/released/0.3.0/values.json.gz": "",
    "docs/_build/index.html": "",
    "dist/trackntrace_orders-0.3.0.tar.gz": "",
    "dist/trackntrace_orders-0.3.0-py3-none-any.whl": "",
}
CITATION = ROOT / "CITATION.cff"


@pytest.fixture
def release(tmp_path: Path) -> Release:
    """A checkout that lacks nothing."""
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    for command in (["init", "-q"], ["add", "-A"], [*_AS_SOMEBODY, "commit", "-q", "-m", "All of it"]):
        subprocess.run(["git", *command], cwd=tmp_path, check=True)
    return Release(root=tmp_path, today=date(2026, 12, 1))


_AS_SOMEBODY = ["-c", "user.name=somebody", "-c", "user.email=somebody@example.org"]


def commit(release: Release) -> None:
    subprocess.run(["git", *_AS_SOMEBODY, "commit", "-qam", "More"], cwd=release.root, check=True)


def test_a_release_that_lacks_nothing_has_no_fault(release: Release) -> None:
    assert [*release.faults()] == []


def edited(name: str, old: str, new: str) -> Callable[[Release], None]:
    def edit(release: Release) -> None:
        file = release.root / name
        text = file.read_text("utf-8")
        assert old in text
        file.write_text(text.replace(old, new), "utf-8")
        commit(release)

    return edit


def removed(name: str) -> Callable[[Release], None]:
    def remove(release: Release) -> None:
        (release.root / name).unlink()
        if not name.startswith(("dist", "docs/_build")):
            commit(release)

    return remove


def added(name: str) -> Callable[[Release], None]:
    def add(release: Release) -> None:
        (release.root / name).write_text("", "utf-8")

    return add


def tagged(release: Release) -> None:
    subprocess.run(["git", "tag", "v0.3.0"], cwd=release.root, check=True)


FAULTY: list[tuple[Callable[[Release], None], str]] = [
    (added("notes.txt"), "the checkout is not clean: notes.txt"),
    (tagged, "v0.3.0 is tagged already: what was released is not changed"),
    (
        edited("CHANGELOG.md", "## [0.3.0]", "## [Unreleased]\n\n- Wait.\n\n## [0.3.0]"),
        "CHANGELOG.md: something stands",
    ),
    (
        edited("CHANGELOG.md", "## [0.3.0] - 2026-12-01\n\n- More.\n\n", ""),
        "CHANGELOG.md: its newest entry is 0.2.0, not 0.3.0",
    ),
    (
        edited("CHANGELOG.md", "[0.3.0] - 2026-12-01", "[0.3.0] - 2026-12-02"),
        "CHANGELOG.md: 0.3.0 is dated 2026-12-02, which is",
    ),
    (edited("CHANGELOG.md", "[0.3.0] - 2026-12-01", "[0.3.0]"), "CHANGELOG.md: 0.3.0 has no date such as"),
    (edited("CHANGELOG.md", "[0.3.0] - 2026-12-01", "[0.3.0] - soon"), "CHANGELOG.md: 0.3.0 has no date such as"),
    (edited("CHANGELOG.md", "- More.", ""), "CHANGELOG.md: nothing stands under 0.3.0"),
    (edited("CHANGELOG.md", "[0.3.0]: #a\n", ""), "CHANGELOG.md: the link of 0.3.0 is missing"),
    (edited("CITATION.cff", "version: 0.3.0", "version: 0.2.0"), "CITATION.cff: version is not 0.3.0"),
    (edited("CITATION.cff", "2026-12-01", "2026-11-30"), 'CITATION.cff: date-released is not "2026-12-01"'),
    (removed("CITATION.cff"), "CITATION.cff: version is not 0.3.0"),
    (edited("README.md", "0.3.0", "0.2.0"), "README.md: its status does not tell version 0.3.0"),
    (edited("pyproject.toml", "0.3.0", "0.3"), "pyproject.toml: 0.3 is no version such as 1.2.3"),
    (removed("tests/released/0.3.0/values.json.gz"), "tests/released/0.3.0: nothing is kept; run make keep"),
    (edited("tests/snapshots/root.txt", "a", "b"), "tests/released/0.3.0/snapshots/root.txt: not what is public now"),
    (removed("docs/_build/index.html"), "docs: not built; run make docs"),
    (removed("dist/trackntrace_orders-0.3.0.tar.gz"), "dist: holds trackntrace_orders-0.3.0-py3-none-any.whl, not"),
    (added("dist/trackntrace_orders-0.2.0.tar.gz"), "dist: holds trackntrace_orders-0.2.0.tar.gz, "),
]


@pytest.mark.parametrize(("spoil", "told"), FAULTY, ids=[told for _, told in FAULTY])
def test_what_a_release_lacks_is_named(release: Release, spoil: Callable[[Release], None], told: str) -> None:
    spoil(release)

    assert any(fault.startswith(told) for fault in release.faults())


def test_an_empty_heading_for_the_next_version_is_no_fault(release: Release) -> None:
    edited("CHANGELOG.md", "## [0.3.0]", "## [Unreleased]\n\n## [0.3.0]")(release)

    assert [*release.faults()] == []


def test_nothing_is_uploaded_and_what_is_left_says_so() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")

    assert "upload" in LEFT
    assert not re.search(r"twine upload|uv publish|flit publish|hatch publish", makefile)


def test_the_citation_is_of_this_version_and_says_what_the_project_says() -> None:
    yaml = pytest.importorskip("yaml", reason="PyYAML is not installed")
    told = yaml.safe_load(CITATION.read_text("utf-8"))
    changelog = (ROOT / "CHANGELOG.md").read_text("utf-8")

    assert told["version"] == FACTS["version"]
    assert f"## [{told['version']}] - {told['date-released']}" in changelog
    assert (told["license"], told["keywords"]) == (FACTS["license"], FACTS["keywords"])
    assert told["authors"] == FACTS["authors"]


def test_the_citation_has_the_form_of_citation_file_format_1_2_0() -> None:
    yaml = pytest.importorskip("yaml", reason="PyYAML is not installed")
    told = yaml.safe_load(CITATION.read_text("utf-8"))

    assert told["cff-version"] == "1.2.0"
    assert {"cff-version", "message", "title", "authors"} <= told.keys()
    assert told.keys() <= {
        *("cff-version", "message", "title", "authors", "abstract", "type", "version", "date-released", "license"),
        *("keywords", "url", "doi", "identifiers", "repository-code", "contact", "references", "preferred-citation"),
    }
    assert told["type"] == "software"
    assert all(author.keys() == {"name"} and author["name"] for author in told["authors"])
    assert date.fromisoformat(told["date-released"])
    assert all(isinstance(word, str) and word for word in told["keywords"])


def badges() -> dict[str, str]:
    """What the badges under the title of the README tell, by their first words."""
    line = (ROOT / "README.md").read_text("utf-8").split("\n\n")[1]
    return {name: rest for name, _, rest in (badge.partition(" ") for badge in re.findall(r"`([^`]+)`", line))}


def test_the_badges_of_the_readme_are_true() -> None:
    versions = [each.rpartition(" ")[2] for each in FACTS["classifiers"] if re.search(r":: 3\.\d+$", each)]
    named = [re.split("[<>=]", each)[0] for each in FACTS["dependencies"]]

    assert badges() == {
        "Python": " ".join(versions),
        "licence": FACTS["license"],
        "typed": "mypy and pyright, strict",
        "needs": ", ".join(named),
        "version": FACTS["version"],
    }


def test_what_the_badges_say_of_types_is_configured() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]

    assert settings["mypy"]["strict"] is True
    assert '"typeCheckingMode": "strict"' in (ROOT / "tests" / "typing" / "pyrightconfig.json").read_text("utf-8")
    assert "Typing :: Typed" in FACTS["classifiers"]
