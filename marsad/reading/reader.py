"""Readers: a document goes in, its claims come out."""

from __future__ import annotations

from functools import cache
from importlib.resources import as_file, files
from typing import TYPE_CHECKING, Protocol, TypeAlias

from marsad.errors import SettingsError
from marsad.ids import sha256
from marsad.model import Claim, Document
from marsad.reading.relevance import touched, worth_reading
from marsad.reading.segment import sentences

if TYPE_CHECKING:
    from marsad.reading.tagger import Tagger

RULES = "11"
"""Counts up whenever a rule of reading changes what comes out."""
CARD = "reader.json"
GATES = "reading_relevance.toml"


Remark: TypeAlias = tuple[str, str]


class Reader(Protocol):
    """Finds the claims of a document. `name` and `version` go with every reading."""

    @property
    def name(self) -> str:
        """What kind of reader it is."""
        ...

    @property
    def version(self) -> str:
        """Changes whenever the same document may give other claims."""
        ...

    @property
    def parallel(self) -> bool:
        """Whether copies of it may read in several processes at once."""
        ...

    def read(self, document: Document) -> tuple[Claim, ...]:
        """The claims of `document`, in the order of the text."""
        ...

    def remarks(self, document: Document) -> tuple[Remark, ...]:
        """What is to be put on record about the reading of `document`, the last one
        read: a stable code and words that say what to do."""
        ...


class TrainedReader:
    """The reader that ships: a gate of words, small networks, and rules.

    Deterministic, on the CPU, nothing outside the package. The networks are loaded when
    the first document passes the gate, once for the process. Raises SettingsError where
    the weights are missing or damaged.
    """

    name = "trained"
    parallel = True
    longest = 400_000

    @property
    def version(self) -> str:
        """Of the rules, and a digest of the weights' card, which tells every weight's
        own digest and what was tuned, and of the gates."""
        return f"{RULES}.{_card_digest()}"

    def read(self, document: Document) -> tuple[Claim, ...]:
        """The claims of `document`; none where nothing in it is worth reading."""
        text = document.text[: self.longest]
        chosen = worth_reading(text)
        if not chosen:
            return ()
        found = sentences(text)
        return _tagger().read(document, found, touched(found, chosen))

    def remarks(self, document: Document) -> tuple[Remark, ...]:
        """That only a part was read, where it was."""
        return read_in_part(document, self.longest)


def read_in_part(document: Document, longest: int) -> tuple[Remark, ...]:
    """The remark on a document of more than `longest` characters."""
    if len(document.text) <= longest:
        return ()
    told = (
        f"only the first {longest:,} characters were read; split it and add the parts"
    )
    return (("read_in_part", told),)


def local_reader() -> Reader:
    """The reader that works without network."""
    return TrainedReader()


@cache
def _tagger() -> Tagger:
    # Loading takes a third of a second: only for who reads something worth it.
    from marsad.reading.tagger import Tagger  # noqa: PLC0415

    with as_file(files("marsad.reading").joinpath("weights")) as folder:
        return Tagger(folder)


@cache
def _card_digest() -> str:
    card = files("marsad.reading").joinpath("weights", CARD)
    gates = files("marsad").joinpath("lexicons", GATES)
    try:
        return sha256(card.read_text("utf-8"), gates.read_text("utf-8"))[:8]
    except OSError as missing:
        raise SettingsError(
            f"the reader's weights are missing ({missing}): install marsad anew"
        ) from missing
