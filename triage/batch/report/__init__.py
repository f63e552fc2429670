"""The picture of a whole list as one page that works offline and prints: counts, trend, places, what to check together.

Public: `page`, `About`, `can_draw`.
"""

from __future__ import annotations

from triage.batch.report.charts import can_draw
from triage.batch.report.page import About, page

__all__ = ["About", "can_draw", "page"]
