"""Where the model is: an OpenAI-compatible or Anthropic endpoint.

Retries (rate limits, time-outs, faults of the server) are the client libraries' own,
with growing waits and the server's `Retry-After`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from marsad.errors import SettingsError

if TYPE_CHECKING:
    from pydantic_ai import Agent
    from pydantic_ai.models import Model

    from marsad.reading.llm.answer import Answer

RETRIES = 5
SECONDS = 180.0
AGAIN = 2
"""Times that the model is asked again where its answer is not of the form."""
LONGEST_ANSWER = 16_000
"""Tokens of one answer."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """`model` is `openai:NAME` or `anthropic:NAME`; `url` another server that speaks
    the same protocol; `key` may be empty where the server asks for none. `output`: how
    the form is asked for (`tool`, `native` JSON schema, or `prompted` for servers that
    know neither)."""

    model: str
    url: str = ""
    key: str = ""
    output: str = "tool"

    def agent(self) -> Agent[object, Answer]:
        """The model, told the guide and held to the form of an answer.

        Raises SettingsError where the extra is not installed, or no model or key is
        set.
        """
        try:
            from pydantic_ai import (  # noqa: PLC0415 - an extra, slow to load
                Agent,
                NativeOutput,
                PromptedOutput,
                ToolOutput,
            )
        except ImportError as missing:
            raise SettingsError(
                "the language-model reader is not installed: pip install 'marsad[llm]'"
            ) from missing
        from marsad.reading.llm.answer import Answer  # noqa: PLC0415
        from marsad.reading.llm.instructions import instructions  # noqa: PLC0415

        shapes = {
            "tool": ToolOutput,
            "native": NativeOutput,
            "prompted": PromptedOutput,
        }
        return Agent(
            self._model(),
            output_type=shapes[self.output](Answer),
            instructions=instructions(),
            retries=AGAIN,
            model_settings={"temperature": 0.0, "max_tokens": LONGEST_ANSWER},
        )

    def _model(self) -> Model:
        maker, _, name = self.model.partition(":")
        if maker not in ("openai", "anthropic") or not name:
            raise SettingsError(
                "setting `llm_model`: name a model as openai:NAME or anthropic:NAME "
                "(openai: also for every server that speaks its protocol, with "
                "`llm_url`)"
            )
        if not self.key and not self.url:
            raise SettingsError(
                "setting `llm_key`: the endpoint asks for a key; set MARSAD_LLM_KEY"
            )
        return _anthropic(self, name) if maker == "anthropic" else _openai(self, name)


def _openai(endpoint: Endpoint, name: str) -> Model:
    from openai import AsyncOpenAI  # noqa: PLC0415
    from pydantic_ai.models.openai import OpenAIChatModel  # noqa: PLC0415
    from pydantic_ai.providers.openai import OpenAIProvider  # noqa: PLC0415

    client = AsyncOpenAI(
        api_key=endpoint.key or "none",
        base_url=endpoint.url or None,
        max_retries=RETRIES,
        timeout=SECONDS,
    )
    return OpenAIChatModel(name, provider=OpenAIProvider(openai_client=client))


def _anthropic(endpoint: Endpoint, name: str) -> Model:
    from anthropic import AsyncAnthropic  # noqa: PLC0415
    from pydantic_ai.models.anthropic import AnthropicModel  # noqa: PLC0415
    from pydantic_ai.providers.anthropic import AnthropicProvider  # noqa: PLC0415

    client = AsyncAnthropic(
        api_key=endpoint.key or "none",
        base_url=endpoint.url or None,
        max_retries=RETRIES,
        timeout=SECONDS,
    )
    provider = AnthropicProvider(anthropic_client=client)
    return AnthropicModel(name, provider=provider)
