"""Random federations, their data, and operations on them, with the answer of one service over the same world."""
