"""Reports: a scorecard for people to read."""
