"""不写文件地成文：各月的评价、文稿和指标，每月只算一次，全部测试合用。"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from reportgen.drafts import Desk, Draft, quoted_figures
from reportgen.evaluate import assess
from reportgen.model.assessment import Assessment
from reportgen.model.period import Month
from reportgen.model.records import Facts
from reportgen.pipeline import compose, examine
from reportgen.publish.manifest import figures_bytes
from reportgen.settings import Scheme
from tests.e2e.runs import INPUTS, TEMPLATES, FigureEntry


@dataclass(frozen=True)
class Composed:
    """一期成文以后：各件公文按分发次序。"""

    scheme: Scheme
    facts: Facts
    assessment: Assessment
    drafts: tuple[Draft, ...]

    def of_kind(self, kind: str) -> tuple[Draft, ...]:
        """一个文种的各件。"""
        return tuple(draft for draft in self.drafts if draft.paper.kind == kind)


def compose_month(inputs: Path, month: str) -> Composed:
    """由 ``inputs`` 成文，用随程序的公文稿。"""
    scheme, period, facts, findings = examine(inputs, Month.parse(month))
    assessment = assess(facts, scheme, period)
    drafts, _ = compose(assessment, facts, findings, Desk(TEMPLATES, scheme, facts.projects, facts.issuances))
    return Composed(scheme, facts, assessment, drafts)


@cache
def composed(month: str) -> Composed:
    """随程序提供的一个月。"""
    return compose_month(INPUTS, month)


def figures_of(made: Composed) -> list[FigureEntry]:
    """这一期的 figures.json 的内容。"""
    quoted = quoted_figures(draft.document for draft in made.drafts)
    figures: list[FigureEntry] = json.loads(figures_bytes((*made.assessment.figures.values(), *quoted)))
    return figures


@cache
def figures(month: str) -> list[FigureEntry]:
    """随程序提供的一个月的 figures.json 的内容，不得改动。"""
    return figures_of(composed(month))
