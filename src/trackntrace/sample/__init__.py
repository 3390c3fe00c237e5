"""
One made-up shop over thirty weeks, as the marketplace would tell of it on 2026-11-13 at noon.

JSON Lines, compressed: shipments and orders in the shape of the Retailer API v10, and the side inputs beside them. All
of it is invented, numbers and articles too; ``tools/make_sample.py`` of the project makes it anew.
"""
