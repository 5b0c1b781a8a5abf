"""The table of time phrases (`lexicons/times.toml`), compiled when needed."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_NAME = re.compile(r"\{([A-Za-z]+)(\d?)\}")


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of the table. `pattern` matches a phrase and names its parts, `loose` is
    the same without names, for looking in running text; `shift` is the pair of day
    counts of rules that only count days. `vague`: it bears no date of its own."""

    basis: str
    take: str
    pattern: str
    loose: str | None
    shift: tuple[int, int]
    vague: bool

    def parts(self, phrase: str) -> dict[str, str] | None:
        """The parts of a phrase that is of this rule; None where it is not."""
        match = _compile(self.pattern).fullmatch(phrase)
        if match is None:
            return None
        return {k: v.casefold() for k, v in match.groupdict().items() if v}


@dataclass(frozen=True, slots=True)
class Table:
    """All rules in order, the words that may lead a phrase, the operators that make an
    interval of a moment, and one pattern that finds any phrase in running text."""

    rules: tuple[Rule, ...]
    numbers: dict[str, int]
    lead: re.Pattern[str]
    operators: dict[str, re.Pattern[str]]
    operator_before: re.Pattern[str]
    moment: re.Pattern[str]


@cache
def table() -> Table:
    """The table; read and compiled at the first call."""
    text = files("marsad").joinpath("lexicons/times.toml").read_text("utf-8")
    data = tomllib.loads(text)
    words: dict[str, str] = data["words"]
    rules = tuple(_rule(row, words) for row in data["rule"])
    loose = "|".join(rule.loose for rule in rules if rule.loose)
    ops: dict[str, str] = data["operators"]
    any_op = "|".join(ops.values())
    return Table(
        rules=rules,
        numbers=data["numbers"],
        lead=_compile(rf"(?:{_spaced(data['lead']['words'])})\s+"),
        operators={
            name: _compile(rf"(?:{_spaced(op)})\s+(?P<rest>.+)")
            for name, op in ops.items()
        },
        operator_before=_compile(rf"(?<![\w-])(?:{_spaced(any_op)})\s+(?:the\s+)?$"),
        moment=_compile(rf"(?<![\w-])(?:{loose})(?![\w-])"),
    )


def _rule(row: dict[str, object], words: dict[str, str]) -> Rule:
    pattern = _spaced(str(row["pattern"]))
    named: set[str] = set()
    whole = _NAME.sub(lambda m: _group(m, words, named), pattern)
    plain = _NAME.sub(lambda m: _group(m, words, None), pattern)
    return Rule(
        basis=str(row["basis"]),
        take=str(row["take"]),
        pattern=whole,
        loose=re.sub(r"\(\?P<\w+>", "(?:", plain) if row.get("find", True) else None,
        shift=(int(str(row.get("from", 0))), int(str(row.get("to", 0)))),
        vague=bool(row.get("vague")),
    )


def _group(match: re.Match[str], words: dict[str, str], named: set[str] | None) -> str:
    """The alternation of a word; the first of a name in a pattern is a named group."""
    name = f"{match[1].lower()}{match[2]}"
    if named is None or name in named:
        return f"(?:{_spaced(words[match[1]])})"
    named.add(name)
    return f"(?P<{name}>{_spaced(words[match[1]])})"


def _spaced(pattern: str) -> str:
    return pattern.replace(" ", r"\s+").replace(r"\s+?", r"\s*")


@cache
def _compile(pattern: str) -> re.Pattern[str]:
    """Compiled when first asked for: most phrases are of the first rules."""
    return re.compile(pattern, re.IGNORECASE)
