"""What `triage kb check` does: lints over the whole knowledge, and every example in it run through the rules."""

from __future__ import annotations

from triage.check.examples import count_examples, run_examples
from triage.check.lints import check
from triage.check.run import Checked, check_all
from triage.text.lint import without_bad_phrases

__all__ = ["Checked", "check", "check_all", "count_examples", "run_examples", "without_bad_phrases"]
