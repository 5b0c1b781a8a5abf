"""Named actors in running text, with their offsets: who a text has spoken of so far."""

from __future__ import annotations

import re

from marsad.model import Actor
from marsad.resolving.actors.lexicon import words
from marsad.resolving.actors.naming import Namer

_NAME = re.compile(
    r"\b[A-Z][\w'’/-]{0,40}"
    r"(?:(?: of(?: the)?| for| and| al| the)? (?:[a-z]{2,3}-)?[A-Z][\w'’/-]{0,40}){0,7}"
)
_IN_NAME = re.compile(r"[ -][A-Z]\w+$")  # "the Allied" of a name, not "X-allied"
_LONGEST_TEXT = 100_000  # characters looked at


def actors_in_text(text: str, names: Namer) -> list[tuple[int, Actor]]:
    """Every actor of the registry named in `text`, in order; not "X-backed"."""
    backed = words().shadow.finditer(text[:_LONGEST_TEXT])
    shadows = [m.span() for m in backed if not _IN_NAME.search(m[0])]
    out: list[tuple[int, Actor]] = []
    shadow = 0
    for match in _NAME.finditer(text[:_LONGEST_TEXT]):
        while shadow < len(shadows) and shadows[shadow][1] <= match.start():
            shadow += 1
        if shadow < len(shadows) and shadows[shadow][0] <= match.start():
            continue
        out += [(match.start(), a) for a in _longest(match[0], names)]
    return out


def _longest(run: str, names: Namer) -> list[Actor]:
    """The known names in a run of capitalised words, longest first, left to right."""
    parts, out, at = run.split(" "), [], 0
    while at < len(parts):
        for end in range(len(parts), at, -1):
            name = re.sub(r"['’]s?$", "", " ".join(parts[at:end]))
            actor = names.exact(name)
            if actor is not None:
                out.append(actor)
                at = end - 1
                break
        at += 1
    return out
