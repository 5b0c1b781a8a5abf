"""Reading by a language model behind an OpenAI-compatible or Anthropic endpoint.

Optional (`pip install marsad[llm]`). The model proposes claims; nothing that it says is
believed that is not in the text, word for word.
"""

from __future__ import annotations

from marsad.reading.llm.endpoint import Endpoint
from marsad.reading.llm.estimate import Estimate, estimate
from marsad.reading.llm.reader import LlmReader

__all__ = ["Endpoint", "Estimate", "LlmReader", "estimate"]
