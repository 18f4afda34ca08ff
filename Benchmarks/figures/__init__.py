"""The figures, each taking a `World` and giving rows of the table."""
