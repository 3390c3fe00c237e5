"""``trackntrace todo``: the Monday list, what can still be done and by when."""

from __future__ import annotations

import json
from argparse import Namespace

from trackntrace.cli.ahead import readings_of, taken_back_in, unsettled_in
from trackntrace.cli.inputs import Inputs
from trackntrace.cli.language import spoken
from trackntrace.documents.ahead_json import todo_object
from trackntrace.performance.todo import todo as tasks_of
from trackntrace.report.todo_text import todo_text


def todo(options: Namespace) -> int:
    """Prints what can still be done, the most urgent first; with a week, only what concerns it."""
    inputs = Inputs(options)
    found = unsettled_in(inputs)
    status = inputs.finish()
    every = tasks_of(found, readings=readings_of(options), taken_back=taken_back_in(options))
    tasks = tuple(task for task in every if options.week in {None, task.week})
    if options.format == "json":
        print(json.dumps(todo_object(tasks, as_of=found.card.as_of, final_through=found.final_through)))
    else:
        print(todo_text(tasks, as_of=found.card.as_of, language=spoken(options)))
    return status
