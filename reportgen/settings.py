"""方案设置：读 ``方案.toml``，得到不可变的 :class:`Scheme`。"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, TypeVar

from reportgen.errors import UsageError
from reportgen.model.amount import to_wan
from reportgen.model.document import PageStyle, Profile
from reportgen.model.period import Month
from reportgen.model.source import Source

SCHEME_FILE = "方案.toml"
#: 还没有填的值以它开头；reportgen init 写出的设置用它占位。
BLANK = "待填"

T = TypeVar("T")

#: 目标中的指标名称与指标标识。
INDICATORS = {
    "开复工率": "start_resume_rate",
    "年度计划投资完成率": "completion_rate",
    "按期竣工率": "on_time_rate",
}


@dataclass(frozen=True, slots=True)
class Target:
    """“5个比例”之一。``value`` 是目标比例（1 表示 100%），``source`` 是它在方案.toml 中的位置。"""

    id: str
    node: Month
    indicator: str
    label: str
    value: Decimal
    source: Source


@dataclass(frozen=True, slots=True)
class Thresholds:
    """亮灯〔默认〕：百分点为单位的落后幅度，开复工、入库拖延的月数，以及问题逾期的天数。"""

    yellow_points: Decimal
    red_points: Decimal
    half_from_month: int
    start_yellow_months: int
    start_red_months: int
    base_yellow_months: int
    base_red_months: int
    problem_yellow_days: int
    problem_red_days: int


@dataclass(frozen=True, slots=True)
class Checks:
    """清单核对数：项目数与两个合计（万元）；``minimum`` 是方案规定的总投资下限（万元），没有规定的为 None。"""

    projects: int
    new: int
    continuing: int
    total_investment: Decimal
    annual_plan: Decimal
    minimum: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Calendar:
    """报送日历〔默认〕。"""

    forecast_day: int
    figures_workday: int
    issue_workday: int
    holidays: frozenset[date]
    workdays: frozenset[date]

    def is_workday(self, day: date) -> bool:
        """是否上班：调休上班日算，放假日不算，其余周一至周五算。"""
        return day in self.workdays or (day.weekday() < 5 and day not in self.holidays)

    def nth_workday(self, month: Month, nth: int) -> date:
        """``month`` 的第 nth 个工作日，调休上班的周末也算。"""
        day = month.shift(-1).last_day
        while nth:
            day += timedelta(days=1)
            nth -= self.is_workday(day)
        return day


@dataclass(frozen=True)
class Scheme:
    """一个年度的包保方案。"""

    is_demo: bool
    year: int
    city: str
    name: str
    document_number: str
    issued_on: date
    first_month: Month
    commander: str
    issuer: str
    issuer_code: str
    report_name: str
    circular_recipients: tuple[str, ...]
    checks: Checks
    city_level: tuple[str, ...]
    targets: tuple[Target, ...]
    thresholds: Thresholds
    rank_minimum: int
    calendar: Calendar
    fonts: Mapping[str, str]
    page: PageStyle

    def area(self, locality: str) -> str:
        """归并后的属地：方案列为市本级的写法归为“市本级”。"""
        return "市本级" if locality in self.city_level else locality

    def investment_targets(self) -> tuple[Target, ...]:
        """年度计划投资完成率的各节点目标，按节点先后。"""
        chosen = (target for target in self.targets if target.indicator == "completion_rate")
        return tuple(sorted(chosen, key=lambda target: target.node))


def load_scheme(inputs: Path) -> Scheme:
    """读 ``inputs/方案.toml``。

    Raises:
        UsageError: 文件缺失、不是合法的 TOML、还有待填的、缺项或写法不对；消息指出键。
    """
    path = inputs / SCHEME_FILE
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise UsageError(f"找不到 {path}\n  修改：把方案设置文件 {SCHEME_FILE} 放进 {inputs} 文件夹。") from None
    except UnicodeDecodeError:
        raise UsageError(f"{path} 不是 UTF-8 编码\n  修改：用记事本打开，另存为 UTF-8 编码。") from None
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UsageError(
            f"{path} 写法有误：{error}\n  修改：检查该行的引号、方括号和逗号；等号左边的中文名称要加英文双引号。"
        ) from None
    _refuse_blanks(data)
    return _scheme(_Table(data))


def _refuse_blanks(data: Mapping[str, Any]) -> None:
    """还没有填的各项一次说全。"""
    blanks = list(_blank_keys(data, ""))
    if blanks:
        raise UsageError(
            f"{SCHEME_FILE} 还有{len(blanks)}处{BLANK}：{'、'.join(blanks)}\n"
            f"  修改：打开 {SCHEME_FILE}，把“{BLANK}”换成方案的内容；数字、日期不加引号，写法见该行的说明。"
        )


def _blank_keys(value: object, key: str) -> Iterator[str]:
    match value:
        case dict():
            for name, item in value.items():
                yield from _blank_keys(item, f"{key}.{name}" if key else name)
        case list():
            for index, item in enumerate(value, 1):
                yield from _blank_keys(item, f"{key}[{index}]")
        case str() if value.startswith(BLANK):
            yield key


class _Table:
    """TOML 的一张表；取值时检查类型，出错时指出完整的键。"""

    def __init__(self, data: Mapping[str, Any], path: str = "") -> None:
        self._data = data
        self.path = path

    def key(self, name: str) -> str:
        return f"{self.path}.{name}" if self.path else name

    def has(self, name: str) -> bool:
        return name in self._data

    def get(self, name: str, kind: type[T]) -> T:
        value = self._data.get(name)
        if value is None:
            raise UsageError(f"{SCHEME_FILE} 缺少“{self.key(name)}”\n  修改：参照随程序提供的 {SCHEME_FILE} 补上。")
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            raise self.wrong(name, f"写作 {value!r}，类型不对")
        return value

    def positive(self, name: str) -> int:
        number = self.get(name, int)
        if number < 1:
            raise self.wrong(name, f"写作 {number}，应是大于零的整数")
        return number

    def table(self, name: str) -> _Table:
        return _Table(self.get(name, dict), self.key(name))

    def tables(self, name: str) -> list[_Table]:
        rows = self.get(name, list)
        return [_Table(row, f"{self.key(name)}[{index}]") for index, row in enumerate(rows, 1)]

    def texts(self, name: str) -> tuple[str, ...]:
        return tuple(str(item) for item in self.get(name, list))

    def parsed(self, name: str, parse: Callable[[str], T], example: str) -> T:
        text = self.get(name, str)
        try:
            return parse(text)
        except (ValueError, KeyError, InvalidOperation):
            raise self.wrong(name, f"写作“{text}”，应写成 {example} 的样子") from None

    def wrong(self, name: str, reason: str) -> UsageError:
        return UsageError(f"{SCHEME_FILE} 的“{self.key(name)}”{reason}\n  修改：参照随程序提供的 {SCHEME_FILE} 更正。")


def _scheme(root: _Table) -> Scheme:
    plan, office = root.table("方案"), root.table("机关")
    year = plan.get("年度", int)
    return Scheme(
        is_demo=root.get("演示数据", bool),
        year=year,
        city=plan.get("城市", str),
        name=plan.get("名称", str),
        document_number=plan.get("文号", str),
        issued_on=plan.get("印发日期", date),
        first_month=_first_month(plan, year),
        commander=plan.get("总指挥", str),
        issuer=office.get("发文机关", str),
        issuer_code=office.get("机关代字", str),
        report_name=office.get("专报名称", str),
        circular_recipients=office.texts("通报主送"),
        checks=_checks(root.table("清单核对")),
        city_level=root.table("属地").texts("市本级"),
        targets=_targets(root, year),
        thresholds=_thresholds(root.table("亮灯")),
        rank_minimum=root.table("排名").get("最少项目数", int),
        calendar=_calendar(root.table("日历")),
        fonts={role: root.table("字体").get(role, str) for role in ("仿宋", "楷体", "黑体", "宋体", "小标宋")},
        page=_page(root.table("版面")),
    )


def _page(table: _Table) -> PageStyle:
    return PageStyle(table.parsed("版心", Profile, "“BOX”或“INK”"), table.get("双面对称页边", bool))


def _checks(table: _Table) -> Checks:
    return Checks(
        projects=table.get("项目数", int),
        new=table.get("新建", int),
        continuing=table.get("续建", int),
        total_investment=table.parsed("总投资", _money, "“12.34亿元”"),
        annual_plan=table.parsed("年度计划投资", _money, "“12.34亿元”"),
        minimum=table.parsed("总投资下限", _money, "“12.34亿元”") if table.has("总投资下限") else None,
    )


def _first_month(plan: _Table, year: int) -> Month:
    number = plan.get("起始月份", int)
    try:
        return Month(year, number)
    except ValueError:
        raise plan.wrong("起始月份", f"写作 {number}，年度是 {year}，不是一个月份") from None


def _targets(root: _Table, year: int) -> tuple[Target, ...]:
    """各目标，节点都在本年度；编号不重复，一个指标在一个节点只有一个目标，投资目标至少一个（参考进度由它们连成）。"""
    tables = root.tables("目标")
    targets = tuple(_target(table, year) for table in tables)
    for index, (table, target) in enumerate(zip(tables, targets, strict=True)):
        for earlier in targets[:index]:
            if target.id == earlier.id:
                raise table.wrong("编号", f"写作“{target.id}”，与前面的目标重复")
            if (target.node, target.indicator) == (earlier.node, earlier.indicator):
                raise table.wrong("节点", f"{target.node}的{target.label}与目标 {earlier.id} 重复")
    if not any(target.indicator == "completion_rate" for target in targets):
        raise root.wrong("目标", "中没有年度计划投资完成率的目标，无法得出节点参考进度")
    return targets


def _target(table: _Table, year: int) -> Target:
    node = table.get("节点", date)
    if node.year != year:
        raise table.wrong("节点", f"写作 {node}，不在年度 {year} 内")
    label = table.get("指标", str)
    if label not in INDICATORS:
        raise table.wrong("指标", f"写作“{label}”，只能是 {'、'.join(INDICATORS)}")
    text = table.get("目标", str)
    return Target(
        id=table.get("编号", str),
        node=Month(node.year, node.month),
        indicator=INDICATORS[label],
        label=label,
        value=table.parsed("目标", _percent, "“30%”"),
        source=Source(SCHEME_FILE, table.path, "目标", text),
    )


def _thresholds(table: _Table) -> Thresholds:
    money, start, base, problem = (table.table(rule) for rule in ("投资", "开复工", "入库", "问题"))
    return Thresholds(
        yellow_points=money.parsed("黄灯落后", Decimal, "“10”"),
        red_points=money.parsed("红灯落后", Decimal, "“30”"),
        half_from_month=money.get("减半红灯起始月", int),
        start_yellow_months=start.get("黄灯月数", int),
        start_red_months=start.get("红灯月数", int),
        base_yellow_months=base.get("黄灯月数", int),
        base_red_months=base.get("红灯月数", int),
        problem_yellow_days=problem.positive("黄灯逾期天数"),
        problem_red_days=problem.positive("红灯逾期天数"),
    )


def _calendar(table: _Table) -> Calendar:
    spans = [span for text in table.texts("放假") for span in _span(table, "放假", text)]
    return Calendar(
        forecast_day=table.get("预报日", int),
        figures_workday=table.get("月末数工作日", int),
        issue_workday=table.get("印发工作日", int),
        holidays=frozenset(spans),
        workdays=frozenset(day for text in table.texts("上班") for day in _span(table, "上班", text)),
    )


def _span(table: _Table, name: str, text: str) -> list[date]:
    """“起/止”或单独一天，展开成逐日。"""
    try:
        first, _, last = text.partition("/")
        start, end = date.fromisoformat(first), date.fromisoformat(last or first)
    except ValueError:
        raise table.wrong(name, f"含“{text}”，应写成“年-月-日”或“年-月-日/年-月-日”的样子") from None
    return [start + timedelta(days=index) for index in range((end - start).days + 1)]


def _money(text: str) -> Decimal:
    unit = "亿元" if text.endswith("亿元") else "万元"
    return to_wan(Decimal(text.removesuffix(unit)), unit)


def _percent(text: str) -> Decimal:
    if not text.endswith("%"):
        raise ValueError(text)
    return Decimal(text[:-1]) / 100
