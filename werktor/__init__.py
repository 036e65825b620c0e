"""The whole put together: command line, the all-in-one process, demo data, the front end's contract."""
