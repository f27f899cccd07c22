"""Writing fictional people into an empty roster: who (`people`), as which rows (`rows`), how fast (`copying`)."""
