"""What the help of each command teaches: examples that work on the bundled sample, how it ends, and where to go on."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping
from typing import Final, final

from attrs import field, frozen

from trackntrace.cli.exit_status import ExitStatus
from trackntrace.wording import Language, say

_WIDTH: Final = 79
_AS_OF: Final = "--as-of 2026-11-13T12:00:00+01:00"
_EVERYTHING: Final = "sample/shipments.jsonl --orders sample/orders.jsonl"
_KEEPS_GOING: Final = "refused-or-part"


@final
@frozen(kw_only=True)
class Lesson:
    """
    One command: examples to type, how it may end besides done, wrongly called and interrupted, and what is near it.

    ``refused`` names the sentence for status 1, empty where the command never ends with it.
    """

    examples: tuple[str, ...]
    refused: str = ""
    on_the_sample: str = field(default="help.examples-on-the-sample")
    see: tuple[str, ...]
    page: str

    @property
    def statuses(self) -> dict[ExitStatus, str]:
        """Every way in which it ends, with the key of what that means."""
        told = {ExitStatus.DONE: "status.done", ExitStatus.USAGE: "status.usage"}
        told |= {ExitStatus.REFUSED: f"status.{self.refused}"} if self.refused else {}
        return dict(sorted({**told, ExitStatus.INTERRUPTED: "status.interrupted"}.items()))


LESSONS: Final[Mapping[str, Lesson]] = {
    "demo": Lesson(
        examples=("trackntrace demo", "trackntrace demo --save sample"),
        on_the_sample="help.examples",
        see=("score", "explain", "rules"),
        page="docs/tutorials/one-week-of-one-seller.md",
    ),
    "score": Lesson(
        examples=(
            f"trackntrace score {_EVERYTHING} --journeys sample/journeys.jsonl {_AS_OF} --week 2026-W40",
            f"trackntrace score {_EVERYTHING} {_AS_OF} --format grid",
            f"trackntrace score {_EVERYTHING} {_AS_OF} --format json -o monday.json",
        ),
        refused=_KEEPS_GOING,
        see=("explain", "todo", "reconcile"),
        page="docs/how-to/why-did-a-week-sink.md",
    ),
    "explain": Lesson(
        examples=(
            f"trackntrace explain {_EVERYTHING} {_AS_OF} --standard items-on-time --week 2026-W40 --only miss",
            f"trackntrace explain {_EVERYTHING} {_AS_OF} --week 2026-W40 --format json",
        ),
        refused=_KEEPS_GOING,
        see=("score", "rules", "exemption"),
        page="docs/how-to/why-did-a-week-sink.md",
    ),
    "todo": Lesson(
        examples=(f"trackntrace todo {_EVERYTHING} --questions sample/questions.jsonl {_AS_OF}",),
        refused=_KEEPS_GOING,
        see=("strikes", "explain"),
        page="docs/how-to/the-monday-list.md",
    ),
    "strikes": Lesson(
        examples=(
            f"trackntrace strikes {_EVERYTHING} {_AS_OF}",
            f"trackntrace strikes {_EVERYTHING} {_AS_OF} --taken-back 2026-W40=depot-disruption",
        ),
        refused=_KEEPS_GOING,
        see=("todo", "exemption"),
        page="docs/how-to/when-do-my-strikes-expire.md",
    ),
    "compare": Lesson(
        examples=(
            f"trackntrace score {_EVERYTHING} {_AS_OF} --format json -o friday.json",
            f"trackntrace score {_EVERYTHING} --as-of 2026-11-16T09:00:00+01:00 --format json -o monday.json",
            "trackntrace compare friday.json monday.json",
        ),
        refused="refused",
        see=("score", "explain"),
        page="docs/how-to/what-changed.md",
    ),
    "exemption": Lesson(
        examples=(
            f"trackntrace exemption {_EVERYTHING} --service TNT --from 2026-10-01 --until 2026-10-03 {_AS_OF}",
            f"trackntrace exemption {_EVERYTHING} --from 2026-10-01 --until 2026-10-03 {_AS_OF} --format csv",
        ),
        refused=_KEEPS_GOING,
        see=("explain", "strikes"),
        page="docs/how-to/ask-for-an-exemption.md",
    ),
    "reconcile": Lesson(
        examples=(
            f"trackntrace reconcile {_EVERYTHING} --indicators sample/indicators.jsonl {_AS_OF} --week 2026-W40",
        ),
        refused=_KEEPS_GOING,
        see=("score", "explain"),
        page="docs/how-to/explain-a-difference.md",
    ),
    "tally": Lesson(
        examples=(
            r"printf 'stage,service,number,promised\nshipped,TNT,3SABCD1234567,2026-10-02\n' >items.csv",
            f"trackntrace tally items.csv {_AS_OF}",
            f"trackntrace tally items.csv {_AS_OF} --standard order-traceability --format tally",
        ),
        refused="refused",
        on_the_sample="help.examples",
        see=("score", "doctor"),
        page="docs/how-to/score-a-table.md",
    ),
    "check": Lesson(
        examples=(
            'trackntrace check "3s abcd 1234567" --service TNT',
            "trackntrace check 3SABCD1234567 --service TNT --postcode 1234AB --country NL --format json",
            r"printf 'number,service,order,reference\n3SABCD1234567,TNT,C000LINE01,\n' | trackntrace check --file -",
        ),
        refused="blocked",
        on_the_sample="help.examples",
        see=("rules", "explain"),
        page="docs/how-to/check-before-you-confirm.md",
    ),
    "rules": Lesson(
        examples=("trackntrace rules items-on-time", "trackntrace rules"),
        on_the_sample="help.examples",
        see=("explain", "score"),
        page="docs/explanation/items-on-time.md",
    ),
    "schema": Lesson(
        examples=("trackntrace schema", "trackntrace schema score >score.schema.json"),
        on_the_sample="help.examples",
        see=("score", "tally", "doctor"),
        page="docs/reference/json-formats.md",
    ),
    "doctor": Lesson(
        examples=("trackntrace doctor", "trackntrace doctor --format json"),
        refused="broken",
        on_the_sample="help.examples",
        see=("demo", "completion"),
        page="docs/how-to/command-line.md",
    ),
    "completion": Lesson(
        examples=(
            "trackntrace completion bash >~/.local/share/bash-completion/completions/trackntrace",
            "trackntrace completion zsh >~/.zfunc/_trackntrace",
            "trackntrace completion fish >~/.config/fish/completions/trackntrace.fish",
        ),
        on_the_sample="help.examples",
        see=("doctor",),
        page="docs/how-to/command-line.md",
    ),
}


def description(command: str, language: Language) -> str:
    """What a command does, and what for."""
    about = say(f"command.{command}", language)
    what_for = textwrap.fill(say(f"command.{command}.for", language), _WIDTH)
    return f"{about[0].upper()}{about[1:]}.\n\n{what_for}"


def epilog(command: str, language: Language) -> str:
    """Examples, exit statuses, and what is near."""
    return "\n".join(_lines(LESSONS[command], language))


def _lines(lesson: Lesson, language: Language) -> Iterator[str]:
    yield _heading(lesson.on_the_sample, language)
    yield from (f"  {example}" for example in lesson.examples)
    yield ""
    yield _heading("help.exit-status", language)
    yield from (f"  {status.value:<3} {say(key, language)}" for status, key in lesson.statuses.items())
    yield ""
    yield _heading("help.see-also", language)
    yield f"  {', '.join(f'trackntrace {name}' for name in lesson.see)}; {lesson.page}"


def _heading(key: str, language: Language) -> str:
    return say("help.heading", language, name=say(key, language))
