"""Settings: defaults < `marsad.toml` in the working folder < `MARSAD_*` variables.

Unknown keys are refused, so that a misspelt one never passes for a setting.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, SecretStr, ValidationError
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
    reader: Literal["local", "llm"] = Field(
        "local",
        description="Who reads: the reader that ships, or a language model.",
    )
    llm_model: str = Field(
        "",
        description="The model: openai:NAME (and every server that speaks its "
        "protocol) or anthropic:NAME.",
    )
    llm_url: str = Field("", description="Another server's address (http://...).")
    llm_key: SecretStr = Field(
        SecretStr(""), description="The endpoint's key; best set in the environment."
    )
    llm_output: Literal["tool", "native", "prompted"] = Field(
        "tool",
        description="How the form is asked for: as a tool, as a JSON schema, or in "
        "words (for servers that know neither).",
    )
    llm_per_minute: int = Field(
        60, gt=0, description="Questions asked of the model in a minute, at most."
    )
    llm_prices: tuple[float, float] | None = Field(
        None, description="Price of a million tokens in and out, to tell the cost."
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

    hosts: tuple[str, ...] = Field(
        (),
        description="Names by which the desk may be reached beside this machine.",
    )
    session_hours: int = Field(
        12, gt=0, le=720, description="Hours after which one must sign in again."
    )
    max_upload: int = Field(
        20_000_000, gt=0, description="Largest body that the desk takes, in bytes."
    )
    max_seconds: int = Field(
        30, gt=0, description="A request that takes longer is given up, in seconds."
    )
    public_view: bool = Field(
        False, description="Whether visitors who do not sign in see the public view."
    )
    public_delay_hours: float = Field(
        24,
        ge=0,
        description="The public view holds only what is older than so many hours.",
    )
    public_decimals: int = Field(
        1,
        ge=0,
        le=5,
        description="Decimals of a degree that the public view keeps (1: about 10 km).",
    )
    map_style: str = Field(
        "", description="Address of an online map style; empty: the map that ships."
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
