"""Answers kept in files, by what was asked: a run that was stopped, or that is made
again, pays only for what is new."""

from __future__ import annotations

from pathlib import Path

from pydantic import ValidationError

from marsad.ids import sha256
from marsad.reading.llm.answer import Answer


class Answers:
    """Answers by a digest of model, instructions and message, in `folder`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def find(self, *asked: str) -> Answer | None:
        """The answer held for `asked`; None where there is none, or a damaged one."""
        try:
            held = self._path(asked).read_text("utf-8")
            return Answer.model_validate_json(held)
        except (OSError, ValidationError, UnicodeDecodeError):
            return None

    def keep(self, answer: Answer, *asked: str) -> None:
        """Hold `answer`; it appears whole or not at all."""
        path = self._path(asked)
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        beside = path.with_suffix(".part")
        beside.write_text(answer.model_dump_json(), "utf-8")
        beside.replace(path)

    def _path(self, asked: tuple[str, ...]) -> Path:
        return self._folder / f"{sha256(*asked)}.json"
