"""方案设置：写法不对的地方逐项指出。"""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.errors import UsageError
from reportgen.settings import SCHEME_FILE, load_scheme
from tests.support.schemes import other_scheme, scheme_text

TARGETS = """
编号 | 节点       | 指标               | 目标
甲   | 2025-05-31 | 开复工率           | 100%
乙   | 2025-05-31 | 年度计划投资完成率 | 40%
丙   | 2025-12-31 | 年度计划投资完成率 | 100%
"""


def test_a_scheme_may_begin_in_january_and_have_its_own_nodes(tmp_path: Path) -> None:
    scheme = other_scheme(tmp_path, TARGETS)
    assert str(scheme.first_month) == "2025-01"
    assert [(target.id, str(target.node)) for target in scheme.investment_targets()] == [
        ("乙", "2025-05"),
        ("丙", "2025-12"),
    ]
    assert (scheme.thresholds.problem_yellow_days, scheme.thresholds.problem_red_days) == (1, 30)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("2025-12-31", "2024-12-31", "“目标[3].节点”写作 2024-12-31，不在年度 2025 内"),
        ('"丙"', '"甲"', "“目标[3].编号”写作“甲”，与前面的目标重复"),
        ("2025-12-31", "2025-05-31", "“目标[3].节点”2025-05的年度计划投资完成率与目标 乙 重复"),
        ("年度计划投资完成率", "按期竣工率", "“目标”中没有年度计划投资完成率的目标"),
        ("年度计划投资完成率", "投资完成率", "“目标[2].指标”写作“投资完成率”，只能是"),
        ('"起始月份" = 1', '"起始月份" = 13', "“方案.起始月份”写作 13，年度是 2025，不是一个月份"),
        ('"年度" = 2025', '"年度" = 25', "“方案.起始月份”写作 1，年度是 25，不是一个月份"),
        ('"黄灯逾期天数" = 1', '"黄灯逾期天数" = 0', "“亮灯.问题.黄灯逾期天数”写作 0，应是大于零的整数"),
        ('"红灯逾期天数" = 30', "", "缺少“亮灯.问题.红灯逾期天数”"),
    ],
)
def test_a_wrong_setting_is_named_with_its_key(tmp_path: Path, old: str, new: str, message: str) -> None:
    text = scheme_text(TARGETS, 2025, 1)
    assert old in text
    (tmp_path / SCHEME_FILE).write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(UsageError) as raised:
        load_scheme(tmp_path)
    assert message in str(raised.value)
    assert "修改：" in str(raised.value)
