"""A made-up shop over thirty weeks, told in the marketplace's own shape: the same bytes on every Python."""
