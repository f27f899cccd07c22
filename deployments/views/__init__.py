"""The pages about work: parse, check permission, call one service or query, render."""
