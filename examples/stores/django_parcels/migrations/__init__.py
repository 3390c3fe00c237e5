"""The migrations of the parcels, as `makemigrations` wrote them."""
