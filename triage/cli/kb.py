"""`triage kb`: care for the knowledge base."""

from __future__ import annotations

import gc
import sys

import typer

from triage.cli import options

kb = typer.Typer(no_args_is_help=True, rich_markup_mode=None)


@kb.callback()
def _kb() -> None:
    """Basis pengetahuan."""


@kb.command("check", help="Periksa semua isi pengetahuan dan jalankan semua contohnya.")
def check(knowledge: options.KnowledgeFolders = None, examples: options.RunExamples = True) -> int:
    """All problems on stderr, exit 1 when there are any."""
    from triage.check import check as check_knowledge

    gc.enable()
    from triage.kb.build import build_what_is_sound
    from triage.kb.load import content_hash, layers

    stack = layers(knowledge or ())
    base, problems = build_what_is_sound(stack, content_hash(stack))
    problems += check_knowledge(base)
    counted = 0
    if examples and not any(p.rule == "syarat" for p in problems):
        from triage.check import count_examples, run_examples, without_bad_phrases
        from triage.engine import Engine, Memo
        from triage.pipeline import compile_machine

        machine = compile_machine(without_bad_phrases(base))
        machine.memo = Memo(Engine(machine.productions).infer)
        problems += run_examples(machine)
        counted = count_examples(base)
        print(f"{len(machine.productions)} aturan terkompilasi, {counted} contoh dijalankan")
    for item in problems:
        print(item, file=sys.stderr)
    todo = sum(p.rule == "belum-selesai" for p in problems)
    sizes = ", ".join(f"{len(getattr(base, kind))} {word}" for kind, word in COUNTED)
    print(f"{sizes}; {todo} TODO; {len(problems)} masalah")
    return 1 if problems else 0


COUNTED = (
    ("signs", "tanda"), ("cases", "kasus"), ("rules", "aturan"), ("steps", "langkah"), ("dangers", "bahaya"),
    ("prohibitions", "larangan"), ("reminders", "pengingat"), ("referrals", "rujukan"), ("inquiries", "pertanyaan"),
)  # fmt: skip
