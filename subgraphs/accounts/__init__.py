"""Companies, their people and machines, and the tokens that say who is signed in."""
