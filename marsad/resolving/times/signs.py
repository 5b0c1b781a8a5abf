"""What speaks for one reading of a claim's day or another: signs for the choice."""

from __future__ import annotations

from marsad.model import Claim
from marsad.resolving.times.own import SPEECH, Own
from marsad.resolving.times.story import Story

STATES = frozenset(
    {"control", "support", "siege", "access", "offensive", "protest", "talks"}
)
"""Kinds that hold for a while."""
_BESIDE, _NEAR = 20, 60  # cost (`own.py`) up to which a phrase stands by its anchor


def signs(story: Story, claim: Claim, own: Own | None) -> tuple[str, ...]:
    """The signs of a claim, as `lexicons/times_when.toml` names them."""
    family, status = _family(claim.kind), claim.status.value
    out = ["any", claim.kind, status, f"{family} {status}"]
    if story.of_one_day:
        out += ["page of one day", f"page of one day {status}"]
    if own:
        return (*out, *_signs_of_own(story, claim, own, family))
    out += _signs_of_story(story, claim, family)
    return tuple(out)


def _signs_of_own(story: Story, claim: Claim, own: Own, family: str) -> list[str]:
    after = "after" if own.span.start >= claim.anchor_span.end else "before"
    far = "beside" if own.cost <= _BESIDE else "near" if own.cost <= _NEAR else "far"
    rule = own.told.basis.split(":")[0]
    out = [f"own words, {claim.status.value}", f"own {rule}"]
    out += [f"own {far}", f"own {after} {family}", f"own {far} {family}"]
    if own.told.days[1] == story.published:
        out.append(f"own ends at publication, {claim.status.value}")
    return out


def _signs_of_story(story: Story, claim: Claim, family: str) -> list[str]:
    """Where the sentence bears no date: what the text tells before it, and where in
    the text it stands."""
    at, here = claim.span.start, story.published
    out = ["no own words"]
    told = {d.days for d in story.dated}
    out.append(f"days told {min(len(told), 3)}")
    if any(p.of_saying for p in story.between(at, claim.span.end)):
        out.append("day of saying in the sentence")
    if told:
        start, end = story.dated[0].days
        out.append(f"first told {'today' if start == here else 'before'}")
        out += ["first told a stretch"] if start != end else []
    else:
        out.append(f"nothing dated {family}")
    lead = "first sentence" if at < 5 else "first paragraph"
    out.append("body" if story.paragraph(at) > 1 else lead)
    last = story.before(at)
    if last is None:
        return [*out, "nothing dated before"]
    near = "here" if last.start >= story.paragraph(at) else "above"
    out.append(f"last told {near}")
    start, end = last.days
    age = (here - start).days if start else 0
    out.append(f"last told {age if age < 2 else '2-3' if age < 4 else '4+'} days ago")
    out += ["last told a saying"] if last.of_saying else []
    out += ["last told a stretch"] if start != end else []
    return out


def _family(kind: str) -> str:
    if kind in SPEECH:
        return "speech"
    return "state" if kind in STATES else "event"
