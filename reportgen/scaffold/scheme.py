"""方案.toml 的骨架：说明照旧，各值取自原方案，没有原方案的用默认或“待填”。"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from reportgen.model.amount import yi_exact_text
from reportgen.model.period import Month
from reportgen.settings import BLANK, SCHEME_FILE, Scheme, Target, Thresholds

SKELETON = Path(__file__).parent / "skeleton"

_PLACE = re.compile("<([^<>]+)>")

#: 没有原方案时各项的值；〔默认〕各项与 docs/指标与公式.md 所写一致。
_DEFAULTS: Mapping[str, object] = {
    **dict.fromkeys(("城市", "名称", "起始月份", "总指挥", "发文机关", "机关代字", "总投资下限"), BLANK),
    "专报名称": "重大项目包保工作专报",
    "通报主送": [BLANK],
    "市本级": [],
    "黄灯落后": "10",
    "红灯落后": "30",
    "减半红灯起始月": 6,
    "开复工黄灯月数": 0,
    "开复工红灯月数": 3,
    "入库黄灯月数": 1,
    "入库红灯月数": 2,
    "黄灯逾期天数": 1,
    "红灯逾期天数": 30,
    "最少项目数": 2,
    "预报日": 25,
    "月末数工作日": 3,
    "印发工作日": 5,
    "仿宋": "仿宋_GB2312",
    "楷体": "楷体_GB2312",
    "黑体": "黑体",
    "宋体": "宋体",
    "小标宋": "方正小标宋简体",
    "版心": "BOX",
    "双面对称页边": False,
}
_BLANK_TARGET = ("T1", BLANK, "年度计划投资完成率", BLANK)


def scheme_text(year: int, scheme: Scheme | None) -> str:
    """新年度 方案.toml 的文字。

    Args:
        scheme: 原方案；机关、节点、亮灯、日历、字体、版面照用，节点改为 ``year`` 年的同一月份。
    """
    values = {**_DEFAULTS, **(_carried(scheme, year) if scheme else {}), "年度": year}
    written = {key: _literal(value) for key, value in values.items()}
    written["目标"] = "\n".join(_target(*row) for row in _targets(scheme, year))
    skeleton = (SKELETON / SCHEME_FILE).read_text(encoding="utf-8")
    return _PLACE.sub(lambda match: written[match[1]], skeleton)


def _carried(scheme: Scheme, year: int) -> dict[str, object]:
    """原方案的各值；名称里的年度换成新的。清单核对数、文号、日期和放假要重填，不在其中。"""
    calendar, minimum = scheme.calendar, scheme.checks.minimum
    return {
        "城市": scheme.city,
        "名称": scheme.name.replace(f"{scheme.year}年", f"{year}年"),
        "起始月份": scheme.first_month.month,
        "总指挥": scheme.commander,
        "发文机关": scheme.issuer,
        "机关代字": scheme.issuer_code,
        "专报名称": scheme.report_name,
        "通报主送": scheme.circular_recipients,
        "总投资下限": BLANK if minimum is None else f"{yi_exact_text(minimum)}亿元",
        "市本级": scheme.city_level,
        **_lights(scheme.thresholds),
        "最少项目数": scheme.rank_minimum,
        "预报日": calendar.forecast_day,
        "月末数工作日": calendar.figures_workday,
        "印发工作日": calendar.issue_workday,
        **scheme.fonts,
        "版心": scheme.page.profile.value,
        "双面对称页边": scheme.page.is_mirrored,
    }


def _lights(thresholds: Thresholds) -> dict[str, object]:
    return {
        "黄灯落后": str(thresholds.yellow_points),
        "红灯落后": str(thresholds.red_points),
        "减半红灯起始月": thresholds.half_from_month,
        "开复工黄灯月数": thresholds.start_yellow_months,
        "开复工红灯月数": thresholds.start_red_months,
        "入库黄灯月数": thresholds.base_yellow_months,
        "入库红灯月数": thresholds.base_red_months,
        "黄灯逾期天数": thresholds.problem_yellow_days,
        "红灯逾期天数": thresholds.problem_red_days,
    }


def _targets(scheme: Scheme | None, year: int) -> Iterable[tuple[str, str, str, str]]:
    """各目标的编号、节点、指标、目标（TOML 写法的节点，其余是文字）。"""
    if scheme is None:
        return [_BLANK_TARGET]
    return [(target.id, _node(target, year), target.label, target.source.value) for target in scheme.targets]


def _node(target: Target, year: int) -> str:
    return Month(year, target.node.month).last_day.isoformat()


def _target(number: str, node: str, indicator: str, value: str) -> str:
    day = _literal(node) if node == BLANK else node
    lines = (("编号", _literal(number)), ("节点", day), ("指标", _literal(indicator)), ("目标", _literal(value)))
    return '[["目标"]]\n' + "".join(f'"{key}" = {text}\n' for key, text in lines)


def _literal(value: object) -> str:
    """TOML 的写法；文字、整数、真假、一组文字与 JSON 相同。"""
    return json.dumps(value, ensure_ascii=False)
