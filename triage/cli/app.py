"""The program `triage`: its commands, and the one place that turns errors into messages and exit codes.

Exit codes: 0 done, 1 the input or the knowledge has errors, 2 wrong usage, 3 a list is complete but
some of its rows were rejected, 130 interrupted.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

import typer

from triage import __version__
from triage.cli.batch import batch
from triage.cli.help_words import asks_for_help, translated
from triage.cli.kb import kb
from triage.cli.new import new
from triage.cli.options import WrongUse
from triage.cli.text import text
from triage.cli.train import train
from triage.kb.problems import Problems

app = typer.Typer(
    add_completion=False, no_args_is_help=True, rich_markup_mode=None, pretty_exceptions_enable=False,
    help="Dari aduan atau berkas rumah tangga menjadi rencana tindakan bagi pendamping PKH.",
    context_settings={"help_option_names": ["-h", "--help"]},
)  # fmt: skip
app.command("new", help="Triase satu aduan: teks, berkas rumah tangga, atau keduanya.")(new)
app.command("batch", help="Kelompokkan satu daftar aduan: CSV, XLSX, JSONL, atau Parquet.")(batch)
app.command("text", help="Untuk penyusun pengetahuan: bagaimana satu kalimat dipahami.")(text)
app.add_typer(kb, name="kb", help="Basis pengetahuan: periksa isinya.")
app.add_typer(train, name="train", help="Belajar dan berlatih untuk uji sertifikasi.")

INTERRUPTED = 130
USAGE = {
    "NoSuchOption": "pilihan itu tidak ada",
    "MissingParameter": "ada isian yang kurang",
    "BadParameter": "isian pilihan itu tidak sah",
    "BadOptionUsage": "pilihan itu kurang isinya",
    "BadArgumentUsage": "isian itu tidak sah",
    "UsageError": "perintah itu tidak dikenal",
}


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(__version__)
        raise typer.Exit


@app.callback()
def _root(
    version: bool = typer.Option(
        False, "--version", help="Tampilkan versi lalu berhenti.", callback=_version, is_eager=True
    ),
) -> None:
    """Options before the command."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program and return its exit code; never a traceback for what a user can cause."""
    _safe_streams()
    gc.disable()  # one short run makes no garbage worth looking for, and looking costs a tenth of it
    try:
        given = sys.argv[1:] if arguments is None else list(arguments)
        call = partial(app, args=given, standalone_mode=False)
        result = translated(call) if asks_for_help(given) else call()
        if result == INTERRUPTED:  # the command line library has caught Ctrl-C itself
            raise KeyboardInterrupt
        return result if isinstance(result, int) else 0
    except Problems as errors:
        for problem in errors.problems:
            print(problem, file=sys.stderr)
        return 2 if isinstance(errors, WrongUse) else 1
    except (KeyboardInterrupt, typer.Abort):
        print("dihentikan", file=sys.stderr)
        return INTERRUPTED
    except typer.Exit as stop:
        return int(stop.exit_code)
    except (BrokenPipeError, SystemExit):  # the command line library leaves with 1 when the reader is gone
        sys.stdout = Path(os.devnull).open("w")  # noqa: SIM115  nothing left to say
        return 0
    except Exception as error:
        return _usage(error)
    finally:
        gc.enable()


def _usage(error: Any) -> int:
    """Wrong usage as one Indonesian sentence; anything else is a defect of ours and is raised."""
    if not hasattr(error, "format_message"):
        raise error
    kind = type(error).__name__
    if kind == "NoArgsIsHelpError":
        translated(lambda: print(error.format_message()))
        return 2
    option = getattr(error, "option_name", None) or getattr(getattr(error, "param", None), "opts", [""])[0]
    named = f" ({option})" if option else ""
    near = getattr(error, "possibilities", None)
    hint = f"maksudnya {sorted(near)[0]}?" if near else "lihat triage --help"
    print(f"triage: {USAGE.get(kind, 'perintah tidak sah')}{named} — {hint}", file=sys.stderr)
    return 2


def _safe_streams() -> None:
    """A terminal that cannot show a character must get a substitute, not an exception."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")
