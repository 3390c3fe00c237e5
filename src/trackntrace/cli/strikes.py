"""``trackntrace strikes``: which weeks are strikes, when each expires, and what they bring."""

from __future__ import annotations

import json
from argparse import Namespace

from trackntrace.cli.ahead import readings_of, taken_back_in, unsettled_in
from trackntrace.cli.inputs import Inputs
from trackntrace.cli.language import spoken
from trackntrace.documents.ahead_json import strike_record_object
from trackntrace.performance.strikes import strike_record
from trackntrace.report.strikes_text import strikes_text


def strikes(options: Namespace) -> int:
    """Prints the strikes of what was given; with a week, only those of that week are listed."""
    inputs = Inputs(options)
    found = unsettled_in(inputs)
    status = inputs.finish()
    record = strike_record(
        found.card,
        final_through=found.final_through,
        readings=readings_of(options),
        taken_back=taken_back_in(options),
        excused=found.excused,
    )
    weeks = {options.week} if options.week else None
    if options.format == "json":
        print(json.dumps(strike_record_object(record, weeks)))
    else:
        print(strikes_text(record, spoken(options), weeks=weeks))
    return status
