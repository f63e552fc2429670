"""Help in Indonesian: typer writes a few fixed English words, which are replaced on their way out."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Callable, Sequence

WORDS = {
    "Usage:": "Pakai:",
    "python -m triage": "triage",
    "[OPTIONS]": "[PILIHAN]",
    "COMMAND [ARGS]...": "PERINTAH …",
    "[[TEKS]]": "[TEKS]",
    "[TEKS] <str>": "[TEKS]",
    " <str>": "",
    "Options:": "Pilihan:",
    "Arguments:": "Isian:",
    "Commands:": "Perintah:",
    "{LAMA}": "LAMA",
    "[[BARU]]": "[BARU]",
    "[[POLA]]": "[POLA]",
    "  [required]": "",
    "Show this message and exit.": "Tampilkan bantuan ini.",
}


def asks_for_help(arguments: Sequence[str]) -> bool:
    """Whether nothing but help will be printed. A complaint is a single word to the shell, never `--help`."""
    return not arguments or list(arguments) == ["kb"] or any(a in ("-h", "--help") for a in arguments)


def translated(call: Callable[[], object]) -> object:
    """Run `call` and print what it printed in Indonesian."""
    said = io.StringIO()
    try:
        with contextlib.redirect_stdout(said):
            return call()
    finally:
        text = said.getvalue()
        for english, indonesian in WORDS.items():
            text = text.replace(english, indonesian)
        print(text, end="")
