"""印发通知的词汇：只用方案设置和项目清单，与月份无关；名称与月度公文的相同。"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from reportgen.compose.figure_names import figures_in
from reportgen.compose.lexicon import title_words
from reportgen.compose.project_view import listed_view
from reportgen.compose.values import Phrase
from reportgen.compose.vocabulary import Context, scheme_names, target_wording
from reportgen.model.assessment import Figure
from reportgen.model.records import Nature, Project
from reportgen.settings import Scheme


def notice_vocabulary(projects: Sequence[Project], figures: Mapping[str, Figure], scheme: Scheme) -> Context:
    """印发通知可用的全部名称；``figures`` 是清单与方案本身的指标。"""
    return {
        "方案": scheme_names(scheme),
        "全部": figures_in(figures, "all"),
        **{nature.value: figures_in(figures, f"nature:{nature.value}") for nature in Nature},
        "项目": [listed_view(project, figures_in(figures, f"project:{project.number}")) for project in projects],
        "各节点": list(_nodes(scheme)),
        "词语": title_words(projects, scheme),
    }


def _nodes(scheme: Scheme) -> Iterator[Context]:
    """各节点及其目标，如“6月底”：“开复工率100%”“年度计划投资完成率30%以上”。"""
    for node in sorted({target.node for target in scheme.targets}):
        chosen = (target for target in scheme.targets if target.node == node)
        yield {
            "名称": f"{node.month}月底",
            "目标": [Phrase.of(target.label, target_wording(target)) for target in chosen],
        }
