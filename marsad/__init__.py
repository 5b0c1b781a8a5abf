"""marsad: an open war monitor that keeps claims apart, and who makes them."""

__version__ = "0.1.0"
