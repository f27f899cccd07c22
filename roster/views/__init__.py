"""The roster's pages: parse, check permission, call one service or query, render."""
