"""The handbook: the knowledge as Indonesian pages for people who read and do not run anything.

`pages` makes the texts, `folder` compares them with a folder or writes them there.
"""

from __future__ import annotations

from triage.handbook.book import pages
from triage.handbook.folder import Difference, compare, write

__all__ = ["Difference", "compare", "pages", "write"]
