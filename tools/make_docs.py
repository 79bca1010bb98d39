"""生成由程序定义的文档：docs/指标与公式.md、docs/差错目录.md。"""

from __future__ import annotations

from pathlib import Path

from reportgen.compose.figure_names import FIGURE_NAMES
from reportgen.evaluate.indicators import INDICATORS
from reportgen.model.catalogue import manual_text

DOCS = Path(__file__).resolve().parent.parent / "docs"

_FORMULAS_HEAD = """\
# 指标与公式

由 `make docs` 生成，不要手改；算法在 `reportgen/evaluate/`。

口径：

- 金额以万元计算，印成亿元；比例 1 表示 100%。比较用未修约的数，“以上”包括本数；修约只在印刷时做一次，四舍五入。
- 比例印一位小数；四舍五入会使未达到显得达到时（29.96% 对 30%），多印几位。
- 分母为零印“—”，不印 0% 或 100%。
- 本月未报的累计投资沿用最近一次填报数，从未报过的计 0，都在文中注明；0 就是 0，不沿用。
- 在建、竣工计入开复工；停工、未报不计。竣工一经填报，以后未报仍为竣工。
- 按期竣工：竣工时间不晚于计划竣工；只知月份的按月末。分母是截止日前应竣工的项目，不是全部项目。
- 〔默认〕节点参考进度：投资目标连成的折线，年初为 0，节点之间按月均分。
- 〔默认〕亮灯：投资落后参考进度不超过10个百分点为绿灯并说明，超过10个为黄灯，超过30个
  或（6月起）不到参考进度一半为红灯；计划开（复）工的月份已到月底而未开（复）工、停工的为黄灯，满3个月为红灯；开工后满1个月未入库为黄灯，满2个月为红灯；
  问题超过办结时限而未销号的为黄灯，满30天为红灯；取最重的一项。阈值在 `inputs/方案.toml`。
- 问题、任务、专班的情形按截止日从日期推出；按时销号率只算定有办结时限的已销号问题。
- 〔默认〕名次只排项目数不少于2个的属地和牵头部门，并列同名次；包保领导不排名。

范围（figures.json 的 `scope`）：`all` 全部，`nature:新建`、`nature:续建`，`sponsor:` 包保领导，
`locality:` 属地（方案所列的归为市本级），`unit:` 牵头部门，`project:` 序号，
`problem:` 问题编号，`task:` 项目序号/任务编号。

| 标识 | 名称 | 公文稿中的名称 | 单位 | 算法 |
| --- | --- | --- | --- | --- |
"""

_FORMULAS_TAIL = """
另有：`*_change` 较上月变化（本月数－上月数，首月没有），`completion_rate_rank` 名次，
各目标编号（如 `T1`）为它在节点当月的指标，`completion_rate`、`node_progress`、`month_investment`、`green_count`、
`yellow_count`、`red_count` 加 `.YYYY-MM` 为逐月走势，`overdue_days`、`age_days`、`slip_days` 各问题、任务的天数，
`quoted_text` 公文中照录的填报文字。
"""


def formulas_manual() -> str:
    """docs/指标与公式.md 的全文。"""
    rows = "".join(
        f"| `{item.id}` | {item.label} | {FIGURE_NAMES[item.id]} | {item.unit} | {item.formula} |\n"
        for item in INDICATORS
    )
    return f"{_FORMULAS_HEAD}{rows}{_FORMULAS_TAIL}"


def documents() -> dict[str, str]:
    """文件名与全文。"""
    return {"指标与公式.md": formulas_manual(), "差错目录.md": manual_text()}


if __name__ == "__main__":
    for name, text in documents().items():
        (DOCS / name).write_text(text, encoding="utf-8")
