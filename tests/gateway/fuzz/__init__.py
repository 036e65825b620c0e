"""Malformed requests by the thousand: made from a seed, sent to a gateway in this process, and judged.

`python -m tests.gateway.fuzz 1000000` makes as many as one likes; what failed once is kept in `corpus/` for good.
"""
