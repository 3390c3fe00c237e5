"""The command line as a whole: whose arguments are taken, and what becomes of letters that cannot be printed."""

from __future__ import annotations

import errno
import sys
from importlib import import_module
from io import BytesIO, StringIO, TextIOWrapper
from pathlib import Path

import pytest

from trackntrace.cli import main
from trackntrace.cli.exit_status import ExitStatus
from trackntrace.cli.language import asked_in
from trackntrace.cli.sample import save_sample
from trackntrace.cli.usage import UsageError
from trackntrace.errors import InvalidValueError
from trackntrace.moment import Week
from trackntrace.wording import Language


def test_where_no_arguments_are_given_they_are_those_of_the_process(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "argv", ["trackntrace", "schema"])

    assert main() == ExitStatus.DONE
    assert capsys.readouterr().out.startswith("journey         1  ")


@pytest.mark.parametrize(("argument", "status"), [("schema", ExitStatus.DONE), ("nothing", ExitStatus.USAGE)])
def test_as_a_module_it_is_the_command_and_ends_with_its_status(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, argument: str, status: ExitStatus
) -> None:
    monkeypatch.setattr(sys, "argv", ["trackntrace", argument])

    with pytest.raises(SystemExit) as ended:
        import_module("trackntrace.__main__")
    assert ended.value.code == status
    assert capsys.readouterr().out.startswith("journey         1  ") == (status is ExitStatus.DONE)


@pytest.mark.parametrize(("errors", "printed"), [("strict", b"d?lai"), ("backslashreplace", b"d\\xe9lai")])
def test_a_letter_that_cannot_be_printed_is_replaced_unless_it_was_said_how(
    monkeypatch: pytest.MonkeyPatch, errors: str, printed: bytes
) -> None:
    stream = BytesIO()
    monkeypatch.setattr(sys, "stdout", TextIOWrapper(stream, encoding="ascii", errors=errors))

    assert main(["rules", "response-time", "--lang", "fr"]) == ExitStatus.DONE
    assert printed in stream.getvalue()


def test_what_is_no_stream_of_a_system_is_printed_to_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    text = StringIO()
    monkeypatch.setattr(sys, "stdout", text)

    assert main(["rules", "response-time", "--lang", "fr"]) == ExitStatus.DONE
    assert "délai" in text.getvalue()


def test_a_full_disk_is_told_of_standard_output(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    class Full(TextIOWrapper):
        def write(self, text: str, /) -> int:
            raise OSError(errno.ENOSPC, "full")

    with (tmp_path / "out").open("wb") as file:
        monkeypatch.setattr(sys, "stdout", Full(file, encoding="utf-8"))
        assert main(["schema", "--lang", "nl"]) == ExitStatus.USAGE
    assert capsys.readouterr().err == "trackntrace: de standaarduitvoer: Geen ruimte meer op het apparaat\n"


@pytest.mark.parametrize(
    ("arguments", "language"),
    [
        (("--lang", "nl"), Language.DUTCH),
        (("--lang=nl", "fr"), Language.DUTCH),
        (("--lang", "xx", "--lang", "fr"), Language.FRENCH),
        (("score", "--", "--lang", "nl"), None),
        (("nl", "--lang"), None),
        (("--lang", "xx", "nl"), None),
        (("--lang=", "nl"), None),
        ((), None),
    ],
)
def test_the_language_is_known_before_anything_is_read(arguments: tuple[str, ...], language: Language | None) -> None:
    assert asked_in(arguments) is language


def test_wrong_usage_tells_what_the_system_refused_of_which_file() -> None:
    known = UsageError.of(OSError(errno.ENOENT, "raw"), "a\n.csv")
    unknown = UsageError.of(OSError(99_999, "Odd thing"), "a.csv")
    nameless = UsageError.of(OSError(), "a.csv")

    assert [known.said(Language.DUTCH), str(known)] == [
        "a\\n.csv: Bestand of map bestaat niet",
        "a\\n.csv: No such file or directory",
    ]
    assert [str(unknown), str(nameless)] == ["a.csv: Odd thing", "a.csv: OSError"]
    assert [known.args, unknown.args] == [("os.ENOENT",), ("usage.system",)]


def test_wrong_usage_tells_a_refusal_of_the_core_and_what_is_said_in_each_language() -> None:
    with pytest.raises(InvalidValueError) as error:
        Week.parse("40")
    refused = UsageError.by(error.value, "score")
    told = UsageError("usage.goes-with", kind="returns", needed=lambda language: f"<{language.value}>")

    assert str(refused) == "score: Cannot use '40' as week: expected an ISO 8601 week such as 2026-W40"
    assert told.said(Language.FRENCH) == "--returns va avec <fr>"
    assert str(told) == "--returns goes with <en>"


def test_the_sample_is_saved_in_a_folder_that_need_not_be_there(tmp_path: Path) -> None:
    kinds = ["shipments", "orders", "journeys", "reports", "excuses", "details"]
    kinds += ["cancellations", "returns", "questions", "counts", "indicators"]
    wanted = [tmp_path / "a" / "b" / f"{kind}.jsonl" for kind in kinds]

    assert save_sample(str(tmp_path / "a" / "b")) == wanted
    assert all(path.read_bytes().startswith((b"{", b"[")) for path in wanted)
    with pytest.raises(UsageError) as again:
        save_sample(str(tmp_path / "a" / "b"))
    assert str(again.value) == f"{wanted[0]}: is there already"


@pytest.mark.skipif(sys.platform == "win32", reason="needs symbolic links")
def test_the_file_of_the_sample_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "orders.jsonl").symlink_to(tmp_path / "nowhere" / "else")

    with pytest.raises(UsageError) as refused:
        save_sample(str(tmp_path))

    assert str(refused.value) == f"{tmp_path / 'orders.jsonl'}: File exists"
