"""A Django application of parcels, whose numbers the database keeps written once."""
