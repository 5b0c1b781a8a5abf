"""Learns which days an undated claim is of."""
