"""Settings: what wins, what is refused, and that all are documented."""

from __future__ import annotations

from pathlib import Path

import pytest

from marsad import settings
from marsad.errors import SettingsError

DOCS = Path(__file__).resolve().parents[2] / "docs"


@pytest.fixture(autouse=True)
def elsewhere(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def test_options_win_over_variables_over_the_file(monkeypatch):
    Path("marsad.toml").write_text('store = "file.db"\nmax_bytes = 7\n')
    assert settings.load().store == "file.db"
    monkeypatch.setenv("MARSAD_STORE", "variable.db")
    assert settings.load().store == "variable.db"
    assert settings.load(store="option.db").store == "option.db"
    assert settings.load().max_bytes == 7


def test_an_unknown_key_is_refused_by_name():
    Path("marsad.toml").write_text('stroe = "x.db"\n')
    with pytest.raises(SettingsError, match="stroe"):
        settings.load()


def test_an_unknown_variable_is_refused_by_name(monkeypatch):
    monkeypatch.setenv("MARSAD_STROE", "x.db")
    with pytest.raises(SettingsError, match="MARSAD_STROE"):
        settings.load()


@pytest.mark.parametrize("text", ["max_bytes = 'many'", "max_bytes = 0", "not toml ="])
def test_a_value_that_cannot_be_used_is_refused(text):
    Path("marsad.toml").write_text(text)
    with pytest.raises(SettingsError, match=r"max_bytes|TOML"):
        settings.load()


def test_every_setting_is_documented():
    told = (DOCS / "settings.md").read_text("utf-8")
    for name in settings.Settings.model_fields:
        assert f"`{name}`" in told
