"""An integration that confirms orders by polling the Retailer API, and a marketplace in miniature to try it on."""
