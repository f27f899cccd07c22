"""When would this person be there, and what is on the critical path? Pure: no database, no clock, no settings."""
