"""The order on its way: what was promised, how it travels, and the number that is written once."""
