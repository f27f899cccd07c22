"""Requests, feasibility and proposals for programs, one subject a file. Rules, sight and words are the pages' own."""
