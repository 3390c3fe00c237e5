"""The marketplace's JSON: what its Retailer API v10 answers and is asked, as specified and as really sent."""
