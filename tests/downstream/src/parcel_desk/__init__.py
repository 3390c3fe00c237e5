"""A made-up application that embeds trackntrace."""
