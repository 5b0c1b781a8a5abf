"""What the commands of the training are asked with, each told once."""

from __future__ import annotations

import argparse
from pathlib import Path

CORPUS, SHARED = Path("corpus"), Path("../shared/corpora")


def asked(
    told: str | None, *, epochs: int = 6, quiet: bool = False
) -> argparse.ArgumentParser:
    """The options that all have: where states are kept, what is learnt from (with
    `quiet`, texts without claims too) and what is watched. `told` is the command's
    description."""
    parser = argparse.ArgumentParser(
        description=told, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    train = [CORPUS / "train.jsonl", SHARED / "train.jsonl"]
    if quiet:
        train.append(CORPUS / "quiet.jsonl")
    parser.add_argument("work", type=Path)
    parser.add_argument("--train", type=Path, nargs="+", default=train)
    parser.add_argument("--dev", type=Path, default=SHARED / "dev.jsonl")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--epochs", type=int, default=epochs)
    parser.add_argument("--threads", type=int, default=2)
    return parser


def writes(parser: argparse.ArgumentParser) -> None:
    """The options of a command that writes weights."""
    parser.add_argument("out", type=Path)
    parser.add_argument("--score", nargs="*", default=[], metavar="NAME=FILE")
    parser.add_argument("--version", default="1")


def taught(parser: argparse.ArgumentParser, words: int) -> None:
    """The options of a command that is taught by larger networks, of plain texts by
    `words` words a file."""
    parser.add_argument("--teachers", type=int, nargs="+", default=[1], metavar="SEED")
    parser.add_argument("--onto", type=Path, metavar="STATE")
    parser.add_argument("--plain", type=Path, nargs="*", default=[])
    parser.add_argument("--each", type=int, default=words, metavar="WORDS")
