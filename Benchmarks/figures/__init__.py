"""The figures, each a function from a `World` to rows of the table."""
