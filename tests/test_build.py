"""The sdist and the wheel: the same bytes each time, exactly the files that they should have, and nothing untracked."""

from __future__ import annotations

import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

from tools.check_build import WrongBuildError, build, checked, copied, expected, in_sdist, in_wheel, tracked

ROOT = Path(__file__).parent.parent
INSIDE = ("src/trackntrace/secret.env", "src/trackntrace/_secret.py", "tests/secret.txt", "docs/secret.md")
BESIDE = ("secret.env", "notes/secret.txt", "src/secret.env", "src/other_package/__init__.py")
FACTS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def git(where: Path, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=where, check=True, capture_output=True)


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout of what git knows here."""
    pytest.importorskip("build")
    pytest.importorskip("hatchling")
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    made = copied(tracked(), ROOT, tmp_path / "checkout")
    git(made, "init", "--quiet")
    git(made, "add", "--all", "--force")
    return made


def plant(checkout: Path, names: tuple[str, ...]) -> None:
    for name in names:
        (checkout / name).parent.mkdir(parents=True, exist_ok=True)
        (checkout / name).write_text("a secret that nobody must read\n", "utf-8")


@pytest.mark.slow
def test_what_we_build_is_what_git_knows_and_the_same_each_time_whatever_lies_about(checkout: Path) -> None:
    plant(checkout, INSIDE + BESIDE)
    built, wrong = checked(checkout, checkout / "dist")

    assert wrong == []
    assert len(built) == 2
    (sdist,), (wheel,) = checkout.glob("dist/*.tar.gz"), checkout.glob("dist/*.whl")
    assert not [name for name in in_sdist(sdist) | in_wheel(wheel) if "secret" in name or "other_package" in name]


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["--sdist", "--wheel"])
def test_whoever_builds_otherwise_is_stopped_where_an_untracked_file_would_travel(checkout: Path, kind: str) -> None:
    plant(checkout, INSIDE)
    with pytest.raises(WrongBuildError) as caught:
        build(checkout, checkout / "dist", kind)

    assert "git does not know what would be published" in str(caught.value)
    assert "src/trackntrace/secret.env" in str(caught.value)
    assert not list(checkout.glob("dist/*"))


@pytest.mark.slow
def test_what_lies_beside_the_package_does_not_travel(checkout: Path) -> None:
    plant(checkout, BESIDE)
    build(checkout, checkout / "dist")
    (sdist,), (wheel,) = checkout.glob("dist/*.tar.gz"), checkout.glob("dist/*.whl")

    assert (in_sdist(sdist), in_wheel(wheel)) == expected(tracked(checkout), FACTS)


@pytest.mark.slow
def test_what_is_built_without_a_file_that_should_be_there_is_noticed(checkout: Path) -> None:
    name = "src/trackntrace/lost.env"
    plant(checkout, (name,))
    git(checkout, "add", "--force", name)
    facts = checkout / "pyproject.toml"
    said = facts.read_text("utf-8")
    facts.write_text(said.replace("[tool.hatch.build]\n", '[tool.hatch.build]\nexclude = ["*.env"]\n'), "utf-8")
    _, wrong = checked(checkout, checkout / "dist")

    assert wrong == [
        f"not in the sdist, and should be: {name}",
        "not in the wheel, and should be: trackntrace/lost.env",
    ]


def test_the_files_of_both_follow_from_what_git_knows_and_what_is_declared() -> None:
    names = {"src/trackntrace/moment.py", "tests/builders.py", ".ci/run", "README.md", "pyproject.toml"}
    sdist, wheel = expected(names, FACTS)

    assert sdist & names == names - {".ci/run"}
    assert {name for name in wheel if "dist-info" not in name} == {"trackntrace/moment.py"}
