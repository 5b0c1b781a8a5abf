"""Invented names, the same for the same seed, no two alike."""

from __future__ import annotations

from random import Random

_HEADS = ("Ka", "Lo", "Ve", "Tu", "Bri", "Os", "Mel", "Dra", "Sho", "Pen", "Gri", "Zu")
_MIDS = ("ra", "lin", "do", "mek", "sta", "vi", "gor", "ne", "tul", "ban", "ri", "sho")
_TAILS = ("va", "kor", "nik", "dun", "mar", "set", "rov", "lia", "pol", "gan", "tez")
_MOST = len(_HEADS) * len(_MIDS) ** 2 * len(_TAILS)


class Names:
    """Hands out place names; `take` never gives one twice."""

    def __init__(self, rng: Random) -> None:
        self._order = rng.sample(range(_MOST), _MOST)

    def take(self) -> str:
        """The next name; numbered names once all syllables are used up."""
        if not self._order:
            raise ValueError(f"no more than {_MOST} names can be invented")
        n = self._order.pop()
        n, head = divmod(n, len(_HEADS))
        n, first = divmod(n, len(_MIDS))
        n, second = divmod(n, len(_MIDS))
        return _HEADS[head] + _MIDS[first] + _MIDS[second] + _TAILS[n]
