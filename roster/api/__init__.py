"""The roster for programs, one subject a file. Rules, filters and sight are the pages' own; nothing is decided here."""
