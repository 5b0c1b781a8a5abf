"""States over time as lines of a brief: agreements and their breach, roads, losses,
and who went from where to where. Only of what is told of the days asked for, or of the
last few before."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from marsad.model import Agreement, Breach, Flow, Loss, Picture, Route, States
from marsad.telling.attribution import bare_name, shown_name
from marsad.telling.bundles import origins
from marsad.telling.incidents import with_refs
from marsad.telling.lexicon import lexicon
from marsad.telling.phrases import capital, count_words, days_words, join_words
from marsad.telling.places import is_named, place_name
from marsad.telling.references import References
from marsad.telling.safe import clean
from marsad.telling.scope import Scope
from marsad.telling.shapes import Line, Statement
from marsad.telling.statements import cited, documents
from marsad.telling.tables.states import flow_table, loss_table

StatesOf = Callable[[Picture], States]
_WAYS = {"flight": "Flight", "return": "Return", "displaced": "Displaced"}


def standing_lines(
    scope: Scope, references: References, states_of: StatesOf
) -> Iterator[Line]:
    """The lines of all states, agreements first."""
    states = states_of(_told(scope))
    found: Iterable[Iterator[Line]] = (
        (_agreement(scope, references, a) for a in states.agreements if a.breaches),
        (_route(scope, references, r) for r in states.routes if r.end is None),
        (_loss(scope, references, x) for x in states.losses),
        (
            _flow(scope, references, f)
            for f in states.flows
            if f.origin or f.destination
        ),
    )
    for lines in found:
        yield from (with_refs(line) for line in lines)


def _told(scope: Scope) -> Picture:
    """The picture of the groups that are told of these days, and no other: what is said
    of them is the same whatever else was loaded."""
    picture = scope.index.picture
    incidents = tuple(
        i
        for i in scope.index.incidents
        if any(scope.recent(c) and scope.near(c) for c in scope.index.claims(i.claims))
    )
    wanted = {c for i in incidents for c in i.claims}
    return replace(
        picture,
        claims={c: claim for c, claim in picture.claims.items() if c in wanted},
        incidents=incidents,
        series=(),
        relations=(),
    )


def _agreement(scope: Scope, references: References, told: Agreement) -> Line:
    """Who is said to have broken it, on whose word, and who denies it."""
    said: list[Statement] = []
    by: dict[tuple[bool, tuple[str, ...]], list[Breach]] = {}
    for breach in told.breaches:
        by.setdefault((breach.denied, breach.accused), []).append(breach)
    for (denied, accused), charges in by.items():
        claims = scope.index.claims(b.claim for b in charges)
        whom = join_words([_party(a) for a in accused])
        names = join_words(list(dict.fromkeys(shown_name(b.speaker) for b in charges)))
        verb = "Not broken" if denied else "Broken"
        by_whom = f" by {whom}" if whom else ""
        said.append(
            Statement(
                f"{verb}{by_whom}, on the word of {names}",
                "",
                cited(references, claims),
                _when(charges),
            )
        )
    if terms := scope.index.claims(told.terms):
        rests = count_words(documents(terms), "document")
        said.append(Statement(f"Told of in {rests}", "", cited(references, terms)))
    parties = join_words([shown_name(clean(p)) for p in told.parties])
    between = f" between {parties}" if parties else ""
    days = days_words(told.start, told.end, scope.question.end.year)
    place = clean(place_name(told.place)) if told.place and is_named(told.place) else ""
    return Line(
        "",
        capital(f"{clean(told.name)}{between}: said to be broken"),
        ", ".join(filter(None, (place, days if told.start else ""))),
        tuple(said),
    )


def _when(charges: list[Breach]) -> str:
    """The days on which it is said to have been broken."""
    days = sorted(b.day for b in charges if b.day)
    return f"of {days_words(days[0], days[-1], days[-1].year)}" if days else ""


def _party(name: str) -> str:
    """A party inside a sentence: "the government", "the army", "HTS"."""
    shown = shown_name(clean(name))
    common = shown.casefold() in lexicon()["names"]["definite"]
    return f"the {shown}" if common else bare_name(shown)


def _route(scope: Scope, references: References, route: Route) -> Line:
    claims = scope.index.claims(route.claims)
    year = scope.question.end.year
    by = f"by {join_words([_party(b) for b in route.by])}" if route.by else ""
    since = (
        days_words(route.since, None, year) if route.since else "since when not told"
    )
    name = clean(route.name) or "A road or crossing not named"
    state = {"open": "open", "cut": "cut", "limited": "limited"}.get(route.state, "")
    told = f"Rests on {_rests(scope, route.claims)}"
    return Line(
        "",
        capital(f"{name}: {state or 'changed'}"),
        "; ".join(filter(None, (since, by))),
        (Statement(told, "", cited(references, claims)),),
    )


def _loss(scope: Scope, references: References, loss: Loss) -> Line:
    claims = scope.index.claims(loss.claims)
    row = loss_table(scope.index.picture, (loss,))[0]
    number = f": {row['number']}" if row["number"] else ""
    whose = f"of {_party(loss.loser)}" if loss.loser else ""
    taker = f"by {_party(loss.taker)}" if loss.taker else ""
    days = days_words(loss.start, loss.end, scope.question.end.year)
    parts = filter(None, (loss.how, whose, taker, days))
    rests = _rests(scope, loss.claims)
    return Line(
        "",
        f"{capital(clean(loss.thing))}{number}",
        ", ".join(parts),
        (Statement(f"Rests on {rests}", "", cited(references, claims)),),
        group=loss.group or None,
    )


def _flow(scope: Scope, references: References, flow: Flow) -> Line:
    claims = scope.index.claims(flow.claims)
    row = flow_table(scope.index.picture, (flow,))[0]
    way = f"from {row['from']}" if row["from"] else ""
    way += f" to {row['to']}" if row["to"] else ""
    number = f": {row['number']}" if row["number"] else ""
    head = f"{_WAYS[flow.way]} {way.strip()}{number}"
    days = days_words(flow.start, flow.end, scope.question.end.year)
    parts = [days, *(["told as possible"] if flow.possible else [])]
    rests = _rests(scope, flow.claims)
    return Line(
        "",
        head,
        "; ".join(parts),
        (Statement(f"Rests on {rests}", "", cited(references, claims)),),
        group=flow.group or None,
    )


def _rests(scope: Scope, ids: Iterable[str]) -> str:
    claims = scope.index.claims(ids)
    number = count_words(documents(claims), "document")
    return f"{count_words(origins(scope, claims), 'origin')}, {number}"
