"""出处与变化：印出的数来自哪个单元格，与上月、与上一版相比改了什么。"""

from __future__ import annotations

from reportgen.trace.changes import changed_figures, light_turns, problem_events, state_turns
from reportgen.trace.changes_book import changes_workbook
from reportgen.trace.compare import (
    EditionChanges,
    changed_between,
    changed_cells,
    edition_change_lines,
    edition_change_text,
)
from reportgen.trace.edition import Edition
from reportgen.trace.explanation import Explanation, explained, explanation_data, explanation_lines
from reportgen.trace.places import paper_text
from reportgen.trace.record import parse_traces, trace_papers, traces_bytes
from reportgen.trace.review import has_changes, review_document
from reportgen.trace.values import PaperText, PaperTrace, Traces

__all__ = [
    "Edition",
    "EditionChanges",
    "Explanation",
    "PaperText",
    "PaperTrace",
    "Traces",
    "changed_between",
    "changed_cells",
    "changed_figures",
    "changes_workbook",
    "edition_change_lines",
    "edition_change_text",
    "explained",
    "explanation_data",
    "explanation_lines",
    "has_changes",
    "light_turns",
    "paper_text",
    "parse_traces",
    "problem_events",
    "review_document",
    "state_turns",
    "trace_papers",
    "traces_bytes",
]
