"""Which reader reads, by the settings."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from platformdirs import user_cache_dir

from marsad.reading.reader import Reader, local_reader

if TYPE_CHECKING:
    # A tenth of a second to load, and who calls has it already.
    from marsad.settings import Settings


def reader_for(settings: Settings) -> Reader:
    """The reader that `settings` name. The language model's extra is loaded only when
    it is asked."""
    if settings.reader == "local":
        return local_reader()
    from marsad.reading.llm import Endpoint, LlmReader  # noqa: PLC0415
    from marsad.reading.llm.cache import Answers  # noqa: PLC0415

    endpoint = Endpoint(
        settings.llm_model,
        settings.llm_url,
        settings.llm_key.get_secret_value(),
        settings.llm_output,
    )
    folder = Path(user_cache_dir("marsad", appauthor=False)) / "answers"
    return LlmReader(endpoint, Answers(folder), settings.llm_per_minute)
