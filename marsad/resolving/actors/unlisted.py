"""Bodies and groups that no list has, told by their own names in capitals.

"The Karenni Human Rights Group" is a monitor, "Tahoua Regional Council" some body: the
word that such a name ends with or holds tells of what sort it is (`[unlisted]` in
`words.toml`). Nothing is known of its side.
"""

from __future__ import annotations

import re

from marsad.model import Actor
from marsad.resolving.actors.lexicon import words
from marsad.resolving.actors.registry import key_of
from marsad.resolving.actors.states import body_by_id, body_of

_NAME = re.compile(
    r"(?:[Tt]he )?(?P<name>(?!The )[A-Z][\w'’&/-]+"
    r"(?: (?:(?:of|for|and|de|al|del) (?:the )?)?[A-Z][\w'’&/-]+)+)"
)
_OWN = re.compile(  # "spokesmen of his Free Movement (FM)"
    r"^(?:(?:a |the |an )?(?:spokes\w+|members?|leaders?|officials?|supporters"
    r"|representatives?) (?:of|for|from) )?(?:(?:his|her|its|their|our) )?"
)
_SHORT = re.compile(r" \([A-Z][\w/-]{1,9}\)$")
_NATIONAL = re.compile(  # a body of the state at home
    r"(?:National|Federal|State|Presidential|Central) (?:[\w&-]+ ){0,4}(?:Cent(?:er|re)"
    r"|Agency|Directorate|Office|Secretariat|Authority|Bureau|Service|Department"
    r"|Administration)(?: (?:of|for|on) [\w &-]+)?"
)
_OF = re.compile(r" (?:of|for)\b")


def unlisted(mention: str, home: str | None) -> Actor | None:
    """The body or group that a mention names whole, None where it is no such name."""
    match = _NAME.fullmatch(_SHORT.sub("", _OWN.sub("", mention)))
    if match is None:
        return None
    name = match["name"]
    if home and _NATIONAL.fullmatch(name):
        return body_of(home, body_by_id("government"), home)
    for type_, pattern in words().unlisted.items():
        found = pattern.search(name)
        if found is None:
            continue
        if found.start() or type_ == "media" or _OF.match(name, found.end()):
            return Actor(f"named:{key_of(name)}", name, type_, None, home)
    return None
