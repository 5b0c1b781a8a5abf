"""The pages tell what is there: codes, commands, links."""

from __future__ import annotations

import re
from pathlib import Path

from marsad.cli.app import COMMANDS
from marsad.gather.outcome import Note, Refused

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").glob("*.md")]


def test_every_issue_code_is_told():
    told = (ROOT / "docs" / "gathering.md").read_text("utf-8")
    for shape in (Note, Refused):
        listed = (shape.__doc__ or "").replace("\n", " ").split(":")[-1].split(".")[0]
        codes = [code.strip() for code in listed.split(",")]
        assert len(codes) > 10
        for code in codes:
            assert f"`{code}`" in told


def test_every_command_is_told_in_the_readme_or_the_docs():
    told = " ".join(page.read_text("utf-8") for page in PAGES)
    for command in COMMANDS:
        assert f"marsad {command.__name__}" in told


def test_every_link_leads_somewhere():
    for page in PAGES:
        for link in re.findall(r"\]\(([^)#]+)\)", page.read_text("utf-8")):
            if not link.startswith("http"):
                assert (page.parent / link).exists(), f"{page.name}: {link}"


def test_no_page_names_a_folder_of_one_machine():
    for page in PAGES:
        found = re.findall(
            r"(?<![\w.])/(?:home|root|Users)/\S+", page.read_text("utf-8")
        )
        assert found == []
