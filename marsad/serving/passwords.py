"""Passwords: argon2id with the parameters of RFC 9106's second choice (64 MiB)."""

from __future__ import annotations

from functools import cache
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

from marsad.errors import InputError

SHORTEST = 10
"""Characters a password has at least (NIST SP 800-63B asks for eight; length is the
only rule)."""
_AT_ONCE = BoundedSemaphore(2)
"""So many are hashed at once: each takes 64 MiB."""
_HASHER = PasswordHasher()


def hashed(password: str) -> str:
    """The hash to keep. Raises InputError where the password is too short."""
    if len(password) < SHORTEST:
        raise InputError(f"the password is too short: {SHORTEST} characters at least")
    with _AT_ONCE:
        return _HASHER.hash(password)


def fits(known: str | None, password: str) -> bool:
    """Whether `password` is the one of hash `known`. Where there is none it takes as
    long, so that nobody learns which names exist."""
    with _AT_ONCE:
        try:
            _HASHER.verify(known or _nobodys(), password)
        except (VerifyMismatchError, InvalidHashError):
            return False
    return known is not None


@cache
def _nobodys() -> str:
    return _HASHER.hash("nobody's password")
