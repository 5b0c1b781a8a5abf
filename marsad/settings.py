"""Settings: defaults < `marsad.toml` in the working folder < `MARSAD_*` variables.

Unknown keys are refused, so that a misspelt one never passes for a setting.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from pydantic import Field, ValidationError
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)
from pydantic_settings import SettingsError as PydanticSettingsError

from marsad.errors import SettingsError

FILE = Path("marsad.toml")


class Settings(BaseSettings):
    """Everything that can be set; each field's description is what docs/settings.md
    tells of it."""

    model_config = SettingsConfigDict(
        env_prefix="MARSAD_", extra="forbid", toml_file=FILE
    )

    store: str = Field(
        "marsad.db",
        description="The store: a file (SQLite), or a postgresql:// address.",
    )
    languages: tuple[str, ...] = Field(
        ("en",), description="Languages (ISO 639-1) that the reader reads."
    )
    max_bytes: int = Field(
        100_000_000, gt=0, description="Largest file taken in, in bytes."
    )
    max_chars: int = Field(
        2_000_000, gt=0, description="Longest text of one document, in characters."
    )
    future_days: int = Field(
        2,
        ge=0,
        description="A publication date more than so many days ahead is not believed.",
    )

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """What wins, strongest first."""
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)


def load(**given: Any) -> Settings:
    """The settings in force; `given` (command-line options) win over all.

    Raises SettingsError naming the setting and the place it came from.
    """
    _refuse_unknown_variables()
    try:
        return Settings(**{k: v for k, v in given.items() if v is not None})
    except ValidationError as wrong:
        first = wrong.errors()[0]
        name = ".".join(map(str, first["loc"]))
        raise SettingsError(
            f"setting `{name}`: {first['msg']} "
            f"(set in {FILE} or MARSAD_{name.upper()}; see docs/settings.md)"
        ) from wrong
    except PydanticSettingsError as wrong:
        raise SettingsError(
            f"{wrong}; in the environment a list is JSON: MARSAD_LANGUAGES='[\"en\"]'"
        ) from wrong
    except ValueError as wrong:
        raise SettingsError(f"{FILE} is not valid TOML: {wrong}") from wrong


def _refuse_unknown_variables() -> None:
    known = {f"MARSAD_{name.upper()}" for name in Settings.model_fields}
    for name in os.environ:
        if name.startswith("MARSAD_") and name not in known:
            raise SettingsError(
                f"unknown setting {name} in the environment; known are "
                + ", ".join(sorted(known))
            )
