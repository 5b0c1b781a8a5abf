"""Which names in a picture are those of private persons.

A name is private where its bearer is in no registry: a described person (`person:...`),
words of a mention that stands for civilians or for nobody known and reads like a
person's name, and names that a sentence gives with an age or after "named". What
nothing of this shows to be a name is not found (`lexicons/withholding.toml`).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from marsad.model import Actor, Claim, Picture

INSTEAD = "[name withheld]"
LONGEST = 5
"""Words that a name has at most."""

_WORD = re.compile(r"[^\W\d_](?:[\w’'-]*\w)?")
_GAP = re.compile(r"[ \u00a0]+")
_AGED = re.compile(r",? (?:aged )?\d{1,2}\b(?!,\d)")
_OWNED = re.compile(r"[’']s$")


@cache
def _words() -> dict[str, frozenset[str]]:
    text = files("marsad").joinpath("lexicons/withholding.toml").read_text("utf-8")
    return {name: frozenset(words) for name, words in tomllib.loads(text).items()}


@dataclass
class Names:
    """Private names, as folded words; those of one word also as they are written,
    since "May" and "may" are not the same."""

    full: set[tuple[str, ...]] = field(default_factory=set)
    single: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, picture: Picture) -> Names:
        """The private names in the claims of `picture`."""
        out, known = cls(), _public_names(picture)
        quotes = "\n".join({c.quote for c in picture.claims.values()})
        for name in {tuple(n) for c in picture.claims.values() for n in _names(c)}:
            if tuple(w.casefold() for w in name) not in known:
                out.add(name, quotes)
        return out

    def add(self, name: tuple[str, ...], quotes: str) -> None:
        """Hold a name back, unless `quotes` show that it is none: a person's takes no
        article, and is never written small."""
        joined = " ".join(name)
        if re.search(rf"\b[Tt]he {re.escape(joined)}\b", quotes):
            return
        if len(name) > 1:
            self.full.add(tuple(w.casefold() for w in name))
        elif not re.search(rf"\b{re.escape(joined.lower())}\b", quotes):
            self.single.add(joined)

    def sub(self, text: str) -> str:
        """`text` without the private names."""
        if not self.full and not self.single:
            return text
        out, at, words = [], 0, list(_WORD.finditer(text))
        number = 0
        while number < len(words):
            length = self._length(text, words, number)
            if not length:
                number += 1
                continue
            last = words[number + length - 1]
            end = last.end() - (2 if _OWNED.search(last[0]) else 0)
            out += [text[at : words[number].start()], INSTEAD]
            at, number = end, number + length
        return "".join((*out, text[at:]))

    def _length(self, text: str, words: list[re.Match[str]], first: int) -> int:
        """How many words from `first` on are a private name; 0 where none."""
        if not words[first][0][:1].isupper() and not _is_particle(words[first][0]):
            return 0
        run = [_bare(words[first][0])]
        for before, after in zip(words[first:], words[first + 1 :], strict=False):
            joined = _GAP.fullmatch(text, before.end(), after.start())
            if len(run) == LONGEST or not joined:
                break
            run.append(_bare(after[0]))
        for length in range(len(run), 1, -1):
            if tuple(w.casefold() for w in run[:length]) in self.full:
                return length
        return int(run[0] in self.single)


def _public_names(picture: Picture) -> set[tuple[str, ...]]:
    """The names, and parts of them, of places, sources, and actors of the registry."""
    called: set[str] = {d.source.name for d in picture.documents.values()}
    for claim in picture.claims.values():
        called |= {
            n
            for p in (*claim.places, *claim.inherited)
            for n in (p.mention, p.name)
            if n
        }
        called |= {
            name
            for text, actor, _ in _bearers(claim)
            if actor is not None and not _is_private(actor)
            for name in (text, actor.name)
        }
    out = set()
    for name in called:
        words = [_bare(w).casefold() for w in _WORD.findall(name)]
        for first in range(len(words)):
            out |= {tuple(words[first:end]) for end in range(first + 1, len(words) + 1)}
    return out


def _names(claim: Claim) -> Iterator[list[str]]:
    """What reads like a private person's name in a claim."""
    for text, actor, speaks in _bearers(claim):
        if actor is None or _is_private(actor):
            yield from _names_in(text, alone=speaks or is_person(actor))
    yield from _told_as_names(claim.quote)


def _bearers(claim: Claim) -> Iterator[tuple[str, Actor | None, bool]]:
    """Who is mentioned in a claim: words, actor, and whether they speak."""
    for mention in (*claim.initiator, *claim.target):
        yield mention.text, mention.actor, False
    for speaker in claim.sources:
        yield speaker.mention, speaker.actor, True


def _is_private(actor: Actor) -> bool:
    return is_person(actor) or actor.type == "civilian"


def is_person(actor: Actor | None) -> bool:
    """Whether an actor is a person whom no registry knows."""
    return actor is not None and actor.id.startswith("person:")


def _names_in(text: str, *, alone: bool) -> Iterator[list[str]]:
    """Runs of words in `text` that read like a person's name: two and more with a
    capital, or, where the whole is one word and it may stand `alone`, that one."""
    runs: list[list[str]] = [[]]
    end = 0
    for match in _WORD.finditer(text):
        word = _bare(match[0])
        if runs[-1] and not _GAP.fullmatch(text, end, match.start()):
            runs.append([])
        end = match.end()
        if (word[:1].isupper() and word.casefold() not in _words()["never"]) or (
            runs[-1] and _is_particle(word)
        ):
            runs[-1].append(word)
        else:
            runs.append([])
    for run in runs:
        while run and _is_particle(run[-1]):
            run.pop()
        whole = len(run) == 1 and run[0] == _bare(
            text.split(",", maxsplit=1)[0].strip()
        )
        if len(run) > 1 or (alone and whole):
            yield run[:LONGEST]


def _told_as_names(quote: str) -> Iterator[list[str]]:
    """Names that a sentence gives with an age, or after a word such as "named"."""
    before = "|".join(re.escape(w) for w in sorted(_words()["before"], key=len))
    for match in re.finditer(rf"\b(?:{before})\s", quote, re.I):
        for run in _leading(quote[match.end() :]):
            yield run
    for match in _AGED.finditer(quote):
        run = _trailing(quote[: match.start()])
        if len(run) > 1:
            yield run


def _leading(text: str) -> Iterator[list[str]]:
    head = re.split(r"[,.;:()“”\"]", text, maxsplit=1)[0]
    words = [_bare(w) for w in _WORD.findall(head)[:LONGEST]]
    run: list[str] = []
    for word in words:
        if not (word[:1].isupper() or (run and _is_particle(word))):
            break
        run.append(word)
    while run and _is_particle(run[-1]):
        run.pop()
    if run and run[0].casefold() not in _words()["never"]:
        yield run


def _trailing(text: str) -> list[str]:
    tail = re.split(r"[,.;:()“”\"]", text)[-1]
    run: list[str] = []
    for word in reversed([_bare(w) for w in _WORD.findall(tail)]):
        capital = word[:1].isupper() and word.casefold() not in _words()["never"]
        if not (capital or (run and _is_particle(word))) or len(run) == LONGEST:
            break
        run.insert(0, word)
    while run and _is_particle(run[0]):
        run.pop(0)
    return run


def _bare(word: str) -> str:
    return _OWNED.sub("", word)


def _is_particle(word: str) -> bool:
    """`al`, `bin`, and what begins with such and a hyphen: `al-Saleh`."""
    return word.partition("-")[0].casefold() in _words()["particles"]
