"""Lines and references numbered in the order in which a reader meets them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from marsad.telling.shapes import Line, Section


@dataclass
class Numbering:
    """Final keys of lines, and final numbers of references, by the provisional ones."""

    keys: dict[str, str] = field(default_factory=dict)
    refs: dict[int, int] = field(default_factory=dict)

    @classmethod
    def of(cls, sections: Iterable[Section]) -> Numbering:
        """Number the lines (pointers have none of their own) and references."""
        made = cls()
        for section in sections:
            for line in (*section.lines, *section.also):
                if line.points_to is None:
                    made.keys[line.key] = str(len(made.keys) + 1)
                for number in line.refs:
                    made.refs.setdefault(number, len(made.refs) + 1)
        return made

    def section(self, section: Section) -> Section:
        """`section` with its final numbers."""
        return replace(
            section,
            lines=tuple(map(self.line, section.lines)),
            also=tuple(map(self.line, section.also)),
        )

    def line(self, line: Line) -> Line:
        """`line` with its final numbers."""
        target = self.keys[line.points_to] if line.points_to else None
        return replace(
            line,
            key=f"new-{target}" if target else self.keys[line.key],
            points_to=target,
            refs=self._refs(line.refs),
            statements=tuple(
                replace(s, refs=self._refs(s.refs)) for s in line.statements
            ),
        )

    def _refs(self, numbers: tuple[int, ...]) -> tuple[int, ...]:
        return tuple(self.refs[n] for n in numbers)
