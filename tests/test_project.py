"""What the project says of itself is true."""

import re
import subprocess
import tomllib
from importlib import metadata
from pathlib import Path

import pytest

import trackntrace
from tools.reference_pages import pages as reference

ROOT = Path(__file__).parent.parent
FACTS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
NAME = "trackntrace-orders"

REGISTRIES = [
    "pypi" + ".org",
    "python" + "hosted",
    "registry" + ".npmjs",
    "crates" + ".io",
    "proxy" + ".golang",
    "conda" + ".anaconda",
]
MACHINE_PATHS = ["/" + "root/", "/" + "work/", "/" + "home/", "/" + "Users/", "C:" + "\\Users"]


def tracked_files() -> list[Path]:
    if not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return [path for name in listed.split("\0") if name and (path := ROOT / name).is_file()]


def pages() -> list[Path]:
    docs = [page for page in (ROOT / "docs").rglob("*.md") if "_build" not in page.parts]
    return sorted([*ROOT.glob("*.md"), *docs])


def test_the_distribution_and_the_import_have_different_names() -> None:
    assert FACTS["name"] == NAME
    assert trackntrace.__name__ == "trackntrace"


def test_python_3_11_is_the_oldest_that_serves() -> None:
    assert FACTS["requires-python"] == ">=3.11"


def test_other_applications_may_bring_newer_dependencies() -> None:
    assert not [needed for needed in FACTS["dependencies"] if "<" in needed or "==" in needed]


def test_the_types_are_for_everyone() -> None:
    assert Path(trackntrace.__file__).with_name("py.typed").is_file()


@pytest.mark.installed
def test_what_is_installed_is_what_is_declared() -> None:
    installed = metadata.metadata(NAME)

    assert installed["Version"] == FACTS["version"]
    assert installed["Requires-Python"] == FACTS["requires-python"]
    assert installed["License-Expression"] == "MIT"


def test_the_changelog_knows_this_version() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text("utf-8")

    assert re.search(rf"^## \[?{re.escape(FACTS['version'])}\b", changelog, re.MULTILINE)


def texts() -> dict[Path, str]:
    return {path: path.read_bytes().decode("utf-8", "replace") for path in tracked_files()}


def test_no_file_names_a_registry() -> None:
    assert not [(path.name, named) for path, text in texts().items() for named in REGISTRIES if named in text]


def test_no_file_names_a_path_of_one_machine() -> None:
    begun = re.compile("|".join(rf"(?<![\w.}}]){re.escape(named)}" for named in MACHINE_PATHS))

    assert not [(path.name, begun.findall(text)) for path, text in texts().items() if begun.search(text)]


def test_nobody_is_told_to_install_the_name_of_an_unrelated_project() -> None:
    told = re.compile(r"install +(-\S+ +)*[\"']?trackntrace(?!-orders)\b")

    assert not [page.name for page in pages() if told.search(page.read_text("utf-8"))]


def test_no_page_has_examples_that_nobody_runs() -> None:
    assert not [page.name for page in pages() if re.search("^ *```+ *pycon", page.read_text("utf-8"), re.MULTILINE)]


def public_modules() -> set[str]:
    package = Path(trackntrace.__file__).parent
    paths = [path.relative_to(package).with_suffix("").parts for path in package.rglob("*.py")]
    packages = {".".join(parts[:-1]) for parts in paths if parts[-1] == "__init__" and len(parts) > 1}
    return packages | {".".join(parts) for parts in paths if not any(part.startswith("_") for part in parts)}


def test_every_public_module_has_its_own_page_in_the_reference() -> None:
    modules = public_modules()
    described = {name: re.findall(r"automodule:: trackntrace\.([\w.]+)", page) for name, page in reference().items()}

    assert {name: described.get(name) for name in modules} == {name: [name] for name in modules}


def test_the_index_of_the_reference_leads_to_every_page() -> None:
    written = reference()
    led = {name: re.findall(r"^[\w. ]+ <([\w.]+)>$", page, re.MULTILINE) for name, page in written.items()}
    rooms = led["index"]

    assert sorted(["index", *rooms, *(name for room in rooms for name in led[room])]) == sorted(written)
