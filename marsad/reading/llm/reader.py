"""The reader that asks a language model."""

from __future__ import annotations

import time
from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING

from marsad.corpus_form import claims_from_rows
from marsad.errors import EndpointFailed, SettingsError
from marsad.ids import sha256
from marsad.model import Claim, Document
from marsad.reading.llm.cache import Answers
from marsad.reading.llm.endpoint import Endpoint
from marsad.reading.llm.grounding import Row, ground
from marsad.reading.llm.instructions import digest, message
from marsad.reading.llm.stretches import stretches
from marsad.reading.reader import Remark, read_in_part

if TYPE_CHECKING:
    from pydantic_ai import Agent

    from marsad.reading.llm.answer import Answer

RULES = "1"
"""Counts up whenever something beside the instructions changes what comes out."""


class LlmReader:
    """Reads by `endpoint`, asking at most `per_minute` questions a minute.

    Claims have no confidence: how sure the model was is not known. `refused` counts
    what the model said of the last document and the text did not, by slot; `asked` the
    questions that the endpoint answered.
    """

    name = "llm"
    parallel = False  # how many questions a minute are asked is counted here
    longest = 400_000

    def __init__(self, endpoint: Endpoint, answers: Answers, per_minute: int) -> None:
        self._endpoint, self._answers = endpoint, answers
        self._pause, self._last = 60.0 / per_minute, 0.0
        self.refused: Counter[str] = Counter()
        self.asked = 0

    @property
    def version(self) -> str:
        """Of the rules, the instructions and the model."""
        return f"{RULES}.{digest()}.{sha256(self._endpoint.model)[:8]}"

    def read(self, document: Document) -> tuple[Claim, ...]:
        """The claims of `document`, each word of them in its text.

        Raises EndpointFailed where the endpoint gives no answer, SettingsError where
        it refuses the key or the model.
        """
        text = document.text[: self.longest]
        self.refused.clear()
        rows: list[Row] = []
        for first, end in stretches(text):
            found, refused = ground(
                self._answer(document, text[first:end]).claims,
                document.title,
                text[first:end],
            )
            self.refused += refused
            for row in found:
                row["span"] = [at + first for at in row["span"]]
                row["anchor_span"] = [at + first for at in row["anchor_span"]]
            rows += found
        return claims_from_rows(document, rows)

    def remarks(self, document: Document) -> tuple[Remark, ...]:
        """What was refused, and that only a part was read, where it was."""
        out = read_in_part(document, self.longest)
        if self.refused:
            counts = ", ".join(f"{n} {slot}" for slot, n in self.refused.most_common())
            told = f"the model said what the text does not ({counts}); it was left out"
            out += (("refused_words", told),)
        return out

    @cached_property
    def _agent(self) -> Agent[object, Answer]:
        return self._endpoint.agent()

    def _answer(self, document: Document, text: str) -> Answer:
        asked = message(document, text)
        key = (self._endpoint.model, self._endpoint.url, digest(), asked)
        held = self._answers.find(*key)
        if held is None:
            held = self._ask(asked)
            self._answers.keep(held, *key)
        return held

    def _ask(self, asked: str) -> Answer:
        agent = self._agent
        from pydantic_ai.exceptions import (  # noqa: PLC0415 - an extra
            AgentRunError,
            ModelHTTPError,
        )

        time.sleep(max(0.0, self._last + self._pause - time.monotonic()))
        self._last = time.monotonic()
        try:
            answer = agent.run_sync(asked).output
        except ModelHTTPError as wrong:
            if wrong.status_code in (401, 403, 404):
                raise SettingsError(
                    f"the endpoint refuses ({wrong.status_code}): look at `llm_model`, "
                    "`llm_url` and `llm_key`"
                ) from wrong
            raise EndpointFailed(
                f"the endpoint failed ({wrong.status_code}); nothing is lost, run it "
                "again to go on"
            ) from wrong
        except AgentRunError as wrong:
            raise EndpointFailed(
                f"no answer in the form asked for ({type(wrong).__name__}); try "
                "another `llm_output`, or run it again"
            ) from wrong
        self.asked += 1
        return answer
