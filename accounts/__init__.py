"""Who may see and do what: accounts, user kinds, links by e-mail, the access log. Knows nothing about the roster."""
