"""Gather: whatever a user points at becomes documents, or a refusal with its reason.

    files, folders, standard input -> list_files -> gather_file -> Gathered | Refused

Nothing is dropped in silence: what is odd about a document that is kept stands in its
`notes`, what cannot be kept comes as `Refused`, and each message tells the way out.
"""

from marsad.gather.files import gather_file, gather_row, gather_stdin
from marsad.gather.listing import list_files
from marsad.gather.outcome import Gathered, Note, Refused

__all__ = [
    "Gathered",
    "Note",
    "Refused",
    "gather_file",
    "gather_row",
    "gather_stdin",
    "list_files",
]
