"""
How much of `src` the tests really hold: mutants of every function, each tried against the tests that run its
statement.

mutmut makes the mutants (its operators, its names). They are tried in another way than its own, since a suite of ten
thousand tests takes longer to collect than to fail: one process imports and collects everything once and forks for
each mutant; the child swaps the code of one function and runs the tests that reach the changed statement until one
fails. What runs while modules are imported is tried in a fresh process, on the mutated source (`cold`).

The ledger, `tools/mutation/ledger.json`, holds what was measured, by module::

    {"modules": {"trackntrace.numbers.number": {
        "source": "first 16 digits of the source's sha256", "measured": "2026-11-28",
        "made": 240, "mutants": 81, "killed": 80, "timeout": 0,
        "untested": ["trackntrace.numbers.number.x_f__mutmut_1", ...],
        "survived": {"trackntrace.numbers.number.x_f__mutmut_2": "12: if a > b: -> if a >= b:", ...}}}}

Of all that were `made`, `mutants` were tried: one in so many (``--share``), drawn by their names.
`killed + timeout + len(untested) + len(survived) == mutants`. A timeout is a mutant that used twenty times the
processor time of a test, and at least ten seconds; it counts as found. The score is `(killed + timeout) / mutants`,
over the modules whose `source` is still that of the file; the others are *stale*, and named. `tools.mutation.ledger`
reads all this: `read`, `stale`, and `Totals.of` with `score`, `untested` and the counts.
"""
