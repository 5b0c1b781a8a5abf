"""The house keeps its shape: who may import whom, who may print, how large it is."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[2] / "marsad"
SHARED = {
    "apart",
    "model",
    "codebook",
    "ids",
    "errors",
    "settings",
    "stage",
    "corpus_form",
    "spots",
    "correcting",
    "joining",
    "limits",
    "moments",
    "sayings",
    "ways",
}
ALLOWED = {
    # part of the house -> what of marsad it may import beside itself
    "gather": SHARED,
    "reading": SHARED,
    "resolving": SHARED,
    "fusing": SHARED,
    "tracking": SHARED,
    "telling": SHARED,
    "scoring": SHARED,
    "annotating": SHARED,
    "simulating": SHARED,
    "store": SHARED,
    "per_document": SHARED | {"reading", "resolving"},
    "pipeline": SHARED | {"per_document", "fusing", "tracking"},
    "reading_all": SHARED | {"per_document", "reading"},
    "adding": SHARED
    | {"asking", "gather", "per_document", "pipeline", "reading", "reading_all"}
    | {"resolving", "store"},
    "asking": SHARED | {"refreshing", "store"},
    "following": SHARED | {"asking", "store"},
    "refreshing": SHARED | {"pipeline", "store"},
    "judging": SHARED | {"per_document", "store"},
    "serving": SHARED
    | {"asking", "adding", "following", "judging", "store", "telling", "tracking"},
    "cli": None,  # strings everything together for people
}
FILES = sorted(PACKAGE.rglob("*.py"))
LONGEST_FILE = 400
LONGEST_FUNCTION = 50


def part_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(tree: ast.AST) -> set[str]:
    """The parts of marsad that a file imports, in functions too."""
    found = set()
    for node in ast.walk(tree):
        names = []
        if isinstance(node, ast.Import):
            names = [a.name for a in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module]
            if node.module == "marsad":
                names = [f"marsad.{a.name}" for a in node.names]
        found |= {n.split(".")[1] for n in names if n.startswith("marsad.")}
    return found - {"__version__"}


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_a_part_imports_only_what_it_may(path):
    part = part_of(path)
    if part == "__init__":
        return
    allowed = SHARED if part in SHARED else ALLOWED[part]
    if allowed is not None:
        beyond = imported(ast.parse(path.read_text("utf-8"))) - allowed - {part}
        assert not beyond, f"{part} imports {beyond}"


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_sql_only_in_the_store_and_printing_only_in_the_cli(path):
    part, tree = part_of(path), ast.parse(path.read_text("utf-8"))
    called = {
        n.func.id
        for n in ast.walk(tree)
        if isinstance(n, ast.Call) and isinstance(n.func, ast.Name)
    }
    if part != "cli":
        assert not called & {"print", "exit", "quit"}
    modules = {
        (n.module or "") if isinstance(n, ast.ImportFrom) else a.name
        for n in ast.walk(tree)
        if isinstance(n, ast.Import | ast.ImportFrom)
        for a in n.names
    }
    if part != "store":
        assert not {
            m for m in modules if m.split(".")[0] in {"sqlalchemy", "sqlite3"}
        } or (
            part == "resolving"  # the gazetteer is a read-only SQLite file
        )


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_files_and_functions_stay_small(path):
    if "migrations" in path.parts:
        return
    text = path.read_text("utf-8")
    assert text.count("\n") <= LONGEST_FILE
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            # A command's options are its signature: only the body is counted.
            does = node.body[1:] if ast.get_docstring(node) else node.body
            lines = (node.end_lineno or 0) - does[0].lineno + 1 if does else 0
            assert lines <= LONGEST_FUNCTION, f"{node.name} has {lines} lines"


def test_no_two_tests_of_one_file_share_a_name():
    for path in (PACKAGE.parent / "tests").rglob("test_*.py"):
        names = [
            n.name
            for n in ast.parse(path.read_text("utf-8")).body
            if isinstance(n, ast.FunctionDef)
        ]
        assert len(names) == len(set(names)), path
