"""The score: which item counted how and why, and the exact score against the dated norm."""
