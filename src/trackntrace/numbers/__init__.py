"""The right number: read, judged and kept in one spelling."""
