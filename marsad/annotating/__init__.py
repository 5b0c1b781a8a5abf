"""Annotating by hand: numbered sentences out, a compact form back in, checked.

`sheet` prints a document for the annotator, `claims_of` turns what was written under it
into claims in corpus form and says of every line that cannot be used what is wrong
with it (docs/annotating.md has the form, with examples).
"""

from marsad.annotating.compact import Mistake, claims_of
from marsad.annotating.sheet import blocks, sheet

__all__ = ["Mistake", "blocks", "claims_of", "sheet"]
