"""The papers of an order: what they say, in which words, and how they are drawn as PDF."""
