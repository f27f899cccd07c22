"""What does a row of each table say? One reader a table; none looks at another table's rows."""
