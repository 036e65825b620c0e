"""How many of an article there are, for whom, and from when."""
