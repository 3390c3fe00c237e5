"""The marketplace's JSON: orders and shipments of the Retailer API v10, as specified and as really sent."""
