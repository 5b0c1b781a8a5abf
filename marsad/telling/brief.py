"""The situation brief: a picture and a question in, sections of sourced lines out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import count

from marsad.model import Claim, Incident, Picture
from marsad.telling.counts import in_order, reported_in, series_line
from marsad.telling.disputes import (
    Against,
    denial_lines,
    dispute_line,
    oppositions,
    short_opposition,
)
from marsad.telling.drawing import Drawn, days, marks
from marsad.telling.holders import holder_lines
from marsad.telling.incidents import incident_line, short_line
from marsad.telling.index import Index
from marsad.telling.lexicon import lexicon, word
from marsad.telling.limits import limit_lines
from marsad.telling.news import news_section
from marsad.telling.numbering import Numbering
from marsad.telling.phrases import count_words, days_words, moment_words
from marsad.telling.places import Area
from marsad.telling.plan import Plan, Told, plans
from marsad.telling.references import References
from marsad.telling.safe import clean
from marsad.telling.scope import Scope
from marsad.telling.shapes import Brief, Line, Question, Section
from marsad.telling.standing import StatesOf, standing_lines
from marsad.telling.ties import tie_lines

Write = Callable[[Scope, References, str, Incident, list[Claim]], Line]


def build_brief(
    picture: Picture, question: Question, states_of: StatesOf | None = None
) -> Brief:
    """The brief of `picture`, which must be fused and known as of `question.as_of`.

    `states_of` derives states over time (`marsad.tracking.states_of`); without it the
    brief has no section on them. Raises NotFound where no report tells of the place
    asked for.
    """
    index = Index.of(picture)
    area = Area.of(picture, question.place) if question.place else None
    return _Desk(Scope(question, index, area), states_of).brief()


@dataclass
class _Desk:
    """One brief in the making. Lines and references have provisional numbers until
    all sections stand in their order."""

    scope: Scope
    states_of: StatesOf | None
    references: References = field(init=False)
    numbers: Iterator[int] = field(default_factory=lambda: count(1))
    written: list[tuple[Told, Line]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.references = References(self.scope.index)

    def brief(self) -> Brief:
        """All sections, numbered as the reader meets them."""
        planned = list(plans(self.scope).values())
        told = [t for plan in planned for t in (*plan.told, *plan.left_out)]
        claims = [claim for t in told for claim in t.claims]
        against = oppositions(self.scope, self.scope.index.picture.groups)
        incidents = [self._incidents(plan) for plan in planned]
        states = [self._counts("tolls"), self._control()]
        rest = [
            self._disputed(against, claims),
            *states,
            *self._standing(),
            self._limits([t.incident for t in told], claims),
        ]
        news = news_section(self.scope, self.references, self.written, states)
        return self._bound([news, *incidents, *rest], against)

    def _bound(self, sections: list[Section], against: list[Against]) -> Brief:
        asked = self.scope.question
        final = Numbering.of(sections)
        numbered = tuple(final.section(section) for section in sections)
        drawn: list[Drawn] = [
            (told.section, told.incident, final.line(line))
            for told, line in self.written
        ]
        on_map, off_map = marks(drawn)
        where = f", in or near {clean(asked.place)}" if asked.place else ""
        period = days_words(asked.start, asked.end, 0)
        return Brief(
            f"Situation brief, {period}{where}",
            asked,
            period,
            f"as known at {moment_words(asked.as_of)}",
            self._summary(against, self.references.used(final.refs)),
            numbered,
            self.references.listed(numbered, final.refs),
            on_map,
            off_map,
            days(self.scope),
        )

    def _summary(self, against: list[Against], claims: list[Claim]) -> str:
        """What the brief rests on: `claims` are those that it cites."""
        documents = {c.document_id: self.scope.index.document(c) for c in claims}
        outlets = {d.source.id for d in documents.values()}
        disputes = sum(1 for a in against if a.opposition.type == "dispute")
        return (
            f"cites {count_words(len(claims), 'claim')} from "
            f"{count_words(len(documents), 'document')} of "
            f"{count_words(len(outlets), 'outlet')}; "
            f"{count_words(disputes, 'dispute')}"
        )

    def _incidents(self, plan: Plan) -> Section:
        full = [self._told(t, incident_line) for t in plan.full]
        short = [self._told(t, short_line) for t in plan.short]
        counted = self._counts(plan.section)
        ties: Iterable[Line] = ()
        if plan.section == "politics":
            ties = tie_lines(self.scope, self.references)
        return self._section(
            plan.section,
            (*full, *counted.lines),
            (*short, *counted.also, *self._keyed(ties)),
            len(plan.left_out) + counted.left_out,
            command=f"marsad incidents {self.scope.command}" if plan.left_out else "",
        )

    def _told(self, told: Told, write: Write) -> Line:
        key, claims = self._key(), list(told.claims)
        line = write(self.scope, self.references, key, told.incident, claims)
        self.written.append((told, line))
        return line

    def _counts(self, section: str) -> Section:
        """The running counts that belong to `section`: in full those reported in these
        days, in short those that nobody has told anew."""
        where = lexicon()["series"]
        full: list[Line] = []
        short: list[Line] = []
        for series in in_order(self.scope.index.picture.series or ()):
            if where.get(series.what.value, "tolls") != section:
                continue
            if self.scope.area is not None and not self.scope.told(series):
                continue
            line = series_line(self.scope, self.references, self._key(), series)
            if line is not None:
                fresh = reported_in(self.scope, series)
                (full if fresh else short).append(line)
        return self._cut(section, "tolls", full, short)

    def _disputed(self, against: list[Against], claims: list[Claim]) -> Section:
        disputes = [a for a in against if a.opposition.type == "dispute"]
        others = [a for a in against if a.opposition.type != "dispute"]
        most, most_short = lexicon()["length"]["disputed"]
        desk = (self.scope, self.references)
        full = [dispute_line(*desk, self._key(), a) for a in disputes[:most]]
        full += self._keyed(denial_lines(*desk, disputes, claims))
        rest = disputes[most:] + others
        short = [short_opposition(*desk, self._key(), a) for a in rest[:most_short]]
        section = self._section(
            "disputed",
            tuple(full),
            tuple(short),
            len(rest) - len(short),
            empty="No two claims of these days were found to contradict each other.",
        )
        return replace(section, also_title="Updates, and figures of another scope")

    def _control(self) -> Section:
        changed, same = holder_lines(self.scope, self.references)
        section = self._cut(
            "control", "control", self._keyed(changed), self._keyed(same)
        )
        return replace(
            section,
            also_title="Not known to have changed in these days",
            empty="No report tells who holds a place in these days.",
        )

    def _standing(self) -> Iterator[Section]:
        """Agreements broken, roads, losses: one section, where there are any."""
        if self.states_of is not None:
            lines = standing_lines(self.scope, self.references, self.states_of)
            if told := self._keyed(lines):
                yield self._cut("standing", "standing", told, ())

    def _limits(self, incidents: list[Incident], claims: list[Claim]) -> Section:
        lines = limit_lines(self.scope, incidents, claims)
        return self._section("limits", tuple(self._keyed(lines)))

    def _cut(
        self, key: str, length: str, full: Iterable[Line], short: Iterable[Line]
    ) -> Section:
        """A section of `full` and `short` lines, no longer than `length` allows."""
        most, most_short = lexicon()["length"][length]
        lines = list(full)
        also = [*lines[most:], *short]
        left_out = len(also[most_short:])
        return self._section(
            key, tuple(lines[:most]), tuple(also[:most_short]), left_out
        )

    def _section(
        self,
        key: str,
        lines: tuple[Line, ...],
        also: tuple[Line, ...] = (),
        left_out: int = 0,
        empty: str = "Nothing reported.",
        command: str = "",
    ) -> Section:
        """A section; `command` shows what is left out (of states nothing lists them
        all)."""
        title = word("sections", key)
        return Section(key, title, lines, also, left_out, command, empty=empty)

    def _keyed(self, lines: Iterable[Line]) -> list[Line]:
        return [replace(line, key=self._key()) for line in lines]

    def _key(self) -> str:
        return f"provisional-{next(self.numbers)}"
