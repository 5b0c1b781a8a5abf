"""The exceptions of marsad, one tree.

    MarsadError          something the user can act on: the message says what to do
      SettingsError      a setting or option that cannot be used
      InputError         a file or record given by the user cannot be used
        Unreadable       ... one document of many: becomes an issue, is skipped
        Contradiction    a judgement that goes against one that counts
      StoreError         the database is locked, newer, damaged, full or missing
      NotFound           nothing goes by that id or name
      EndpointFailed     a server outside did not answer, after all retries

Our own bugs raise ordinary exceptions; only the pipeline runner and the command line
catch broadly.
"""

from __future__ import annotations


class MarsadError(Exception):
    """An error whose one-line message tells the user what is wrong and the way out."""


class SettingsError(MarsadError):
    """A setting or an option has a value that cannot be used."""


class InputError(MarsadError):
    """A file or record that was given cannot be used."""


class Unreadable(InputError):
    """One document cannot be taken in. `code` is a stable word for `marsad issues`."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


class Contradiction(InputError):
    """A judgement cannot stand beside one that counts; the message names it."""


class StoreError(MarsadError):
    """The store cannot be opened, read or written."""


class NotFound(MarsadError):
    """Nothing in the store goes by that id or name."""


class EndpointFailed(MarsadError):
    """A server outside did not answer, or not in the form asked for."""
