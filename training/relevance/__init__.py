"""Learns the gates of the reader."""
