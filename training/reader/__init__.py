"""From the claim corpora to the weights of the trained reader (see README.md)."""

import marsad  # noqa: F401 - tells the networks' runtime to be silent, before it is loaded
