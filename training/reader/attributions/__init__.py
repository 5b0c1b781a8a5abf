"""Who says what: the network of `marsad attributions`, over the reader's trunk."""
