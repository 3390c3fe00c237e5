"""How an example is looked for where meeting one is enough: the smallest one would be searched for minutes."""

from hypothesis import Phase, settings

MET = settings(max_examples=2_000, phases=[Phase.generate], database=None)
