"""Every write of the accounts room, in verbs. Never takes a request."""
