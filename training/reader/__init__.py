"""From the claim corpora to the weights of the trained reader (see README.md)."""
