"""Where our tools come from, and that the page on security says what is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))
PAGE = (ROOT / "SECURITY.md").read_text("utf-8")
NAMED = sorted(set(re.findall(r"`((?:tests|tools)/[\w./]+)`", PAGE)))


def requirements(lock: Path) -> list[str]:
    """Each requirement of a lock, its hashes with it."""
    return [each for each in lock.read_text("utf-8").replace("\\\n", " ").splitlines() if each and each[0] not in "#- "]


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.stem)
def test_every_tool_is_locked_to_one_version_and_the_hashes_of_its_files(lock: Path) -> None:
    loose = [each for each in requirements(lock) if "==" not in each or "--hash=sha256:" not in each]

    assert requirements(lock)
    assert not loose


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.stem)
def test_no_tool_comes_from_anywhere_else(lock: Path) -> None:
    text = lock.read_text("utf-8")

    assert not re.findall(
        r"^\s*(?:--(?:extra-)?index-url|--find-links|--trusted-host|-e|--editable)", text, re.MULTILINE
    )
    assert " @ " not in text


def test_tools_are_installed_by_their_hashes_only() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    installing = [line for line in makefile.splitlines() if "--requirement requirements/" in line]

    assert installing
    assert all("--require-hashes" in line for line in installing)


def test_the_workflow_may_only_read() -> None:
    workflow = ROOT / ".github" / "workflows" / "ci.yml"
    if not workflow.is_file():
        pytest.skip("the workflow is no part of the sdist")
    text = workflow.read_text("utf-8")

    assert re.search(r"^permissions:\n  contents: read$", text, re.MULTILINE)
    assert "write" not in text
    assert "secrets." not in text


@pytest.mark.parametrize("name", NAMED)
def test_what_the_page_on_security_calls_a_proof_is_there(name: str) -> None:
    assert (ROOT / name).exists()


def test_the_page_on_security_says_what_it_must() -> None:
    headings = re.findall(r"^##+ (.+)$", PAGE, re.MULTILINE)

    assert len(NAMED) > 10
    assert {"Reporting", "Versions", "Threat model", "What is a vulnerability", "What is not", "Supply chain"} <= {
        *headings
    }
