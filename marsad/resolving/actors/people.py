"""Persons whom only the document introduces: for whom do they speak?

"Interior Minister Rehman Malik", "Syrian Prime Minister Mohammad al-Jalali", "Dareen
Khalifa, an analyst at the International Crisis Group", "its regional director, Michael
McGrath", "MSF's Jean Dupont": the title in the mention, else the words beside the name
where it stands, tell the body. "Its" and "our" are the body named last, or the outlet.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from marsad.ids import source_id
from marsad.model import Actor
from marsad.resolving.actors.described import Describer
from marsad.resolving.actors.groups import FIGHTS
from marsad.resolving.actors.lexicon import words
from marsad.resolving.actors.naming import Namer
from marsad.resolving.actors.states import body_by_id, body_of
from marsad.resolving.places.countries import is_people

_PERSON = re.compile(r"[A-Z][\w'’.-]+(?: (?:[a-z]{2,3}[ -])?[A-Z](?:[\w'’-]+|\.)){0,7}")
_AFTER = re.compile(
    r",? (?!(?:said|says|told|tells|added|adds|has|have|had|was|were|is|will|would|may"
    r"|on|in|at|after|before|while|when|by|but|and|as|which|where|speaking|citing"
    r"|quoting|saying|adding|according) )(?:who (?:is|was|(?:speaks|spoke|acts) for"
    r"|leads|led|heads|headed|commands|commanded|represents|chairs) )?(?:the |an? )?"
    r"(?P<role>[^,.;()\n]{4,90}?)"
    r"(?:[,.;]| (?:who|whom|whose|which|that)\b)"
)
_WHO = re.compile(  # "the major general who commands the coalition's land forces"
    r",? (?:the |an? )?[^,.;()\n]{3,50} who (?:commands|commanded|heads|headed|leads"
    r"|led|runs|chairs|(?:speaks|spoke|acts) for|represents|advises) (?:the )?"
    r"(?P<role>[^,.;()\n]{3,90}?)(?:[,.;]| (?:who|whom|whose|which|that)\b)"
)
_RANKED = re.compile(r",(?: (?:Gen|Lt|Col|Maj|Capt|Brig|Sgt|Adm|Dr|Mr|Ms)\b\.? *)+$")
_OF = re.compile(r" (?:of|from|at|with) (?:the )?(?P<role>[A-Z][^,.;()\n]{1,60})")
_BRACKET = re.compile(r" \((?P<role>[A-Z][\w .&-]{1,40})\)")
_BEFORE = re.compile(r"(?P<role>[^,.;:()\n\"“”]{3,90}?),?\s+$")
_OWNED = re.compile(r"(?P<role>[A-Z][\w .&-]{1,40})['’]s?\s+$")
_WHOSE = re.compile(  # "Ukraine's human rights" commissioner
    r"(?:[A-Z][\w.-]*)(?: [\w.-]+){0,3}?['’]s? (?:[\w-]+ ){0,4}$"
)
_FORCE = re.compile(  # "army" spokesman
    r"\b(?:army|military|police|navy|air force|defen[cs]e(?: ministry)?|rebel|militia"
    r"|guerr?illa|separatist|opposition|junta|coast guard|national guard|gendarmerie"
    r"|paramilitary|intelligence) $",
    re.IGNORECASE,
)
_OURS = re.compile(
    r"\b(?P<whose>its|our|their|(?:of |^)the (?:mission|delegation|force|group|agency"
    r"|organi[sz]ation|party|movement)|the (?:group|agency|organi[sz]ation)['’]s)\b",
    re.IGNORECASE,
)
_DOT = re.compile(r"\b(Lt|Gen|Col|Maj|Capt|Brig|Sgt|Adm|Gov|Sen|Rep|Dr|Mr|Ms)\. ")
_TO_NAME = re.compile(r"(?:\s+(?:of|for|to|in|at|the|and|[A-Z][\w.'’&-]*))*")
_SHORT = re.compile(r"\([A-Z][\w/-]{1,9}\)(?= [a-z])")  # "the Front (FF) leader X"
_COURTESY = re.compile(r"\b(?:Dr|Mr|Ms|Mrs|Sir|Prof|Professor)\b")
_LEADS = re.compile(
    r"\b(?:director|head|chief|coordinator|representative|researcher|spokes\w+)\b", re.I
)
_OF_BODY = re.compile(r"\b(?:of|for|at|in|from|with) (?:the |an? )?(?P<body>[^,;()]+)$")
_SENT_TO = re.compile(
    r" to (?:the )?[A-Z][\w ’'-]*$"
)  # an envoy's post is not his body
_RANK = re.compile(r"\b(?:Gen|Lt|Col|Maj|Capt|Brig|Adm|General|Colonel|Captain)\b")
_THEIRS = re.compile(r"\b(?:the|their|its)\b")
_NAME = re.compile(r"(?:[A-Z][a-zà-ž'’-]+|[A-Z]\.)(?: [A-Z][a-zà-ž'’-]+| [A-Z]\.){1,3}")
_STATE = re.compile(r"state:(?P<iso>[A-Z]{2})\b")
_ARTICLE = re.compile(r"^(?:(?:the|an?|one|fellow|[\d-]+year-old) )+", re.IGNORECASE)
_FORMER = re.compile(
    r"\b(?:[Ff]ormer|[Oo]usted|[Dd]eposed|[Ee]xiled|[Oo]ne-?time)"
    r"(?: [\w'’-]+){1,6} {1,2}$"
)
_QUOTE = re.compile('["“”]')
_REACH = 110  # characters beside a name that are looked at
_LOOKS = 4  # places where a name stands that are looked at
_LAST = 7  # words before an office that can tell of what it is


class People:
    """The persons of one document, each known by full name and by surname."""

    def __init__(
        self,
        text: str,
        described: Describer,
        seen: Sequence[tuple[int, Actor]],
        issuer: Actor | None = None,
    ) -> None:
        """`seen` are the actors named in the text with their offsets, `issuer` whoever
        puts the document out and says "we" in it."""
        text = _SHORT.sub(lambda m: " " * len(m[0]), _QUOTE.sub(" ", text))
        self._text = _DOT.sub(r"\1  ", text)  # as long as before
        self._described = described
        self._seen = seen
        self._issuer = issuer
        self._known: dict[tuple[str, str | None], Actor | None] = {}

    def known_by(self, name: str, names: Namer) -> Actor | None:
        """The person of that name, with the body spoken for as `parent`."""
        plain = re.sub(r"['’]s$", "", _DOT.sub(r"\1 ", name.strip()))
        if not _PERSON.fullmatch(plain) or " and " in plain:
            return None
        key = (plain, names.home)
        if key not in self._known:
            found = self._titled(plain, names, named=True)
            found = found or self._introduced(plain, names)
            self._known[key] = found or self._titled(plain, names, named=False)
        return self._known[key]

    def of_issuer(self, plain: str) -> Actor | None:
        """A person of whom a body's own paper tells no more than the name."""
        issuer = self._issuer
        if issuer is None or not _NAME.fullmatch(plain) or not _is_body(issuer):
            return None
        return _person(plain, issuer)

    def _titled(self, plain: str, names: Namer, *, named: bool) -> Actor | None:
        """The person of a mention that begins with an office: "Governor X"; `named`
        where the office names its body ("US Special Envoy X")."""
        parts = plain.split()
        for count in range(len(parts) - 1, 0, -1):
            if not words().role.fullmatch(parts[count - 1]):
                continue
            title, name = " ".join(parts[:count]), " ".join(parts[count:])
            told = names.named(title) if named else self._office(title, names)
            return _person(name, told) if told and _is_body(told) else None
        return None

    def _introduced(self, name: str, names: Namer) -> Actor | None:
        """Whom the words beside the name say the person speaks for."""
        for at, found in enumerate(re.finditer(rf"\b{re.escape(name)}\b", self._text)):
            if at == _LOOKS:
                break
            start = self._whole_name(found.start(), names)
            full = self._text[start : found.end()]
            if _FORMER.search(self._text[max(0, start - _REACH) : start]):
                civilian = self._described.actor("civilian", names, set())
                return civilian and _person(full, civilian)
            roles = list(self._roles(start, found.end()))
            if " " not in full:
                roles = [role for role in roles if words().role.search(role)]
            ranked = _RANK.search(self._text, max(0, start - 40), found.end())
            if body := self._body(roles, names, start, ranked is not None):
                return _person(full, body)
        return None

    def _roles(self, start: int, end: int) -> Iterator[str]:
        """What the text says beside a name that may be an office."""
        before = self._text[max(0, start - _REACH) : start]
        after = self._text[end : end + _REACH]
        for told in (_WHO, _AFTER):
            if after[:1] == "," and (match := told.match(after)):
                yield match["role"]
        if match := _BEFORE.search(before):
            yield from self._titles(match["role"], apart="," in match[0])
        ranked = _RANKED.search(before)  # "a Somali officer, Col. X"
        whole = _BEFORE.search(f"{before[: ranked.start()]} ") if ranked else None
        if whole and not _OURS.search(whole["role"]):
            yield from self._titles(whole["role"], apart=True)
        for match in (_OF.match(after), _BRACKET.match(after), _OWNED.search(before)):
            if match:
                yield match["role"]

    def _titles(self, before: str, *, apart: bool) -> Iterator[str]:
        """The office that the words right before a name end with, alone, then with
        ever more of the words before it: "Lankan Army Commander"; `apart` where a comma
        stands between ("a trader from the town, X")."""
        before = _SENT_TO.sub("", before)
        offices = list(words().role.finditer(before))
        for office in reversed(offices):
            between = before[office.end() :]
            if apart or _TO_NAME.fullmatch(between):
                if force := _FORCE.search(before[: office.start()]):
                    yield before[force.start() :]
                if owned := _WHOSE.search(before[: office.start()]):
                    yield before[owned.start() :]
                parts = before[: office.start()].split()
                for count in range(min(_LAST, len(parts)) + 1):
                    told = parts[len(parts) - count :]
                    yield " ".join((*told, before[office.start() :]))
                return
        last = before.split()[-1:]
        if apart:
            yield before
        elif self._described.plain(" ".join(last)) in {"civilians", "rebels"}:
            yield last[0]

    def _body(
        self, roles: Sequence[str], names: Namer, at: int, ranked: bool
    ) -> Actor | None:
        """The body that one of the roles names, points back to, or describes; no rebels
        are meant by the "its" of who is `ranked` in an army."""
        plain = [" ".join(_COURTESY.sub(" ", role).split()) for role in roles]
        plain = [role for role in plain if not is_people(_ARTICLE.sub("", role))]
        for role in plain:
            body = names.named(role) or self._pointed(role, at, ranked)
            if body and body.type == "official":  # "Hamas leaders X and Y"
                body = names.by_id(body.parent or "")
            if body and _is_body(body):
                return body
        for role in plain:
            body = self._office(role, names)
            if body and _is_body(body):
                return self._of_issuer(body)
        leads = any(_LEADS.search(role) for role in plain)
        return self._issuer if leads else None

    def _of_issuer(self, body: Actor) -> Actor:
        """A state's own paper says "the minister" of its own, wherever the war is."""
        issuer = self._issuer
        state = issuer and _STATE.match(issuer.parent or issuer.id)
        if body.type != "state" or not state or body.country == state["iso"]:
            return body
        kept = body.id.rpartition(":")[2]
        return body_of(state["iso"], body_by_id(kept), None)

    def _office(self, role: str, names: Namer) -> Actor | None:
        """The body of the state at home that an office is of. A "militant" of whom no
        more is told is of no group that we know."""
        of, office = _OF_BODY.search(role), words().role.search(role)
        tried = (role, of and of["body"], office and office[0].casefold())
        bodies = (self._described.actor(t, names, set()) for t in tried if t)
        body = next((b for b in bodies if b), None)
        kin = names.whole(role) or self._described.kin(role, names)
        known = kin is not None or _THEIRS.search(role) is not None
        if body and body.type == "rebel" and not known:
            return replace(body, side="rebels", parent=None)
        return body

    def _pointed(self, role: str, at: int | None, ranked: bool) -> Actor | None:
        """Whose "its director" and "our spokesman" are."""
        match = _OURS.search(role)
        if match is None or at is None:
            return None
        if match["whose"].casefold() == "our":
            return self._issuer
        mission = "mission" in match["whose"] or "agency" in match["whose"]
        bodies = [
            actor
            for offset, actor in self._seen
            if offset < at
            and actor.type not in {"official", "media", "agency"}
            and (actor.type == "international" or not mission)
            and not (ranked and actor.type in FIGHTS)
        ]
        return bodies[-1] if bodies else self._issuer

    def _whole_name(self, start: int, names: Namer) -> int:
        """Where the full name begins, for a surname that is first met inside it."""
        before = self._text[max(0, start - 40) : start]
        match = re.search(r"(?:[A-Z][\w'’-]+ {1,2}){1,2}$", before)
        if match is None or names.named(match[0].strip()) is not None:
            return start
        if words().role.search(match[0]) or words().role.match(self._text, start):
            return start
        return start - len(match[0])


def _is_body(actor: Actor) -> bool:
    """Whether a person can speak for it."""
    return (
        actor.type != "official"
        and actor.side != "many"
        and not actor.id.startswith(("described:press", "described:unknown-attackers"))
    )


def _person(name: str, body: Actor) -> Actor:
    """The person as a voice of that body; civilians speak for nobody."""
    parts = name.split(" ")
    while len(parts) > 2 and words().role.fullmatch(parts[0]):
        parts = parts[1:]  # "Gen John X" is John X
    name = " ".join(parts)
    id_ = f"person:{source_id(name)}"
    if body.type == "civilian":
        return Actor(id_, name, body.type, None, body.country)
    parent = body.parent or body.id
    return Actor(id_, name, "official", body.side, body.country, parent)
