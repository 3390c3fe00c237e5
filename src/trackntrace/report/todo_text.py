"""The Monday list as plain text: a line for each task, and what helps."""

from __future__ import annotations

from trackntrace.moment import Moment
from trackntrace.performance.todo import Task, TaskKind
from trackntrace.report.text import standard_text
from trackntrace.wording import Language, say


def todo_text(tasks: tuple[Task, ...], *, as_of: Moment, language: Language = Language.ENGLISH) -> str:
    """The tasks, the most urgent first, each with the last day for it; below them what helps, once for each kind."""
    if not tasks:
        return say("task.none", language, moment=as_of.isoformat())
    lines = [f"{task.day}  {task_text(task, language)}" for task in tasks]
    met = {task.kind for task in tasks}
    advice = [say(f"advice.{kind.value}", language) for kind in TaskKind if kind in met]
    heading = say("task.heading", language, moment=as_of.isoformat())
    return "\n".join([heading, "", *lines, "", say("advice.heading", language), *advice])


def task_text(task: Task, language: Language = Language.ENGLISH) -> str:
    """One task as a sentence."""
    facts = dict(task.facts)
    if "standard" in facts:
        facts["standard"] = standard_text(facts["standard"], language)
    return say(f"task.{task.kind.value}", language, **facts)
