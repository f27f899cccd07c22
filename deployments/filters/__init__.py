"""Which rows about work does a query ask for? One set of filters for the page and the API."""
