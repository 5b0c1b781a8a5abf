"""Invented names, the same for the same seed, no two alike."""

from __future__ import annotations

from random import Random

_HEADS = ("Ka", "Lo", "Ve", "Tu", "Bri", "Os", "Mel", "Dra", "Sho", "Pen", "Gri", "Zu")
_MIDS = ("ra", "lin", "do", "mek", "sta", "vi", "gor", "ne", "tul", "ban", "ri", "sho")
_TAILS = ("va", "kor", "nik", "dun", "mar", "set", "rov", "lia", "pol", "gan", "tez")


class Names:
    """Hands out place names; `take` never gives one twice."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._middles = 1
        self._order: list[int] = []

    def take(self) -> str:
        """The next name: of four syllables, and once these are used up of one more."""
        if not self._order:
            self._middles += 1
            most = len(_HEADS) * len(_MIDS) ** self._middles * len(_TAILS)
            self._order = self._rng.sample(range(most), most)
        n, head = divmod(self._order.pop(), len(_HEADS))
        middles = ""
        for _ in range(self._middles):
            n, middle = divmod(n, len(_MIDS))
            middles += _MIDS[middle]
        return _HEADS[head] + middles + _TAILS[n]
