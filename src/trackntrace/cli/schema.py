"""``trackntrace schema``: the JSON Schema of a format of ours, or which formats there are."""

from __future__ import annotations

from argparse import Namespace

from trackntrace.cli.exit_status import ExitStatus
from trackntrace.documents.json_formats import JSON_FORMATS, format_named


def schema(options: Namespace) -> int:
    """Prints one schema, or a line for each format: its name, its version, and what it is for."""
    if options.schema:
        print(format_named(options.schema).schema_text, end="")
    else:
        longest = max(len(each.name) for each in JSON_FORMATS)
        for each in JSON_FORMATS:
            print(f"{each.name:<{longest}}  {each.version}  {each.schema['description']}")
    return ExitStatus.DONE
