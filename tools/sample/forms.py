"""进展表的五种版式：列序、表头写法、计量单位和附加行各不相同，内容同出一处。"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tools.sample.grid import Grid, Value
from tools.sample.story import YEAR, Entry, Story, Unit

DEMO = "（演示数据）"
WAN_PER_YI = Decimal(10000)

_FULL_WIDTH = str.maketrans("0123456789.", "０１２３４５６７８９．")


@dataclass(frozen=True)
class Column:
    """进展表的一列：表头（有上级时两级）、列宽、取值。``sum`` 为真的列进合计行。"""

    heads: tuple[str, ...]
    width: float
    value: Callable[[Entry], Value]
    sum: bool = False


@dataclass(frozen=True)
class Form:
    """一个单位一个月的进展表，供各版式取列。"""

    story: Story
    unit: Unit
    month: int
    entries: tuple[Entry, ...]

    @property
    def money_format(self) -> str:
        """金额列的数字格式。"""
        return "#,##0" if self.unit.money_unit == "万元" else "0.0000"

    def money(self, amount: Decimal | None) -> Decimal | None:
        """亿元数换成本表单位。"""
        if amount is None or self.unit.money_unit == "亿元":
            return amount
        return Decimal(int(amount * WAN_PER_YI))

    def typed(self, entry: Entry, label: str, amount: Decimal | None) -> Value:
        """金额格：一般是数，源表列明特殊填法的是文字。"""
        value = self.money(amount)
        habit = self.story.habits.get((self.month, str(entry.project.number), label))
        if habit is None or value is None or amount is None:
            return value
        return {
            "千分位": f"{value:,}",
            "全角": f"{value:f}".translate(_FULL_WIDTH),
            "带亿元": f"{amount.normalize():f}亿元",
        }[habit]

    def day(self, value: date | None) -> Value:
        """日期格，按本单位的习惯。"""
        return None if value is None else write_day(value, self.unit.date_style)

    # 以下各列，名称由版式给出。
    def number(self) -> Column:
        """序号。"""
        return Column(("序号",), 6, lambda entry: entry.project.number)

    def name(self) -> Column:
        """项目名称。"""
        return Column(("项目名称",), 30, lambda entry: entry.name)

    def plan(self, *heads: str) -> Column:
        """年度计划投资。"""
        return Column(heads, 12, lambda entry: self.money(entry.project.plan), sum=True)

    def in_month(self, *heads: str) -> Column:
        """本月完成投资。"""
        return Column(heads, 12, lambda entry: self.typed(entry, "本月", entry.in_month), sum=True)

    def cumulative(self, *heads: str) -> Column:
        """本年累计完成投资。"""
        return Column(heads, 12, lambda entry: self.typed(entry, "累计", entry.cumulative), sum=True)

    def statistical(self, *heads: str) -> Column:
        """入统投资。"""
        return Column(heads, 12, lambda entry: self.typed(entry, "入统", entry.statistical), sum=True)

    def lifetime(self, *heads: str) -> Column:
        """开工以来累计。"""
        return Column(heads, 14, lambda entry: self.money(entry.lifetime))

    def days(self, started: str, suspended: str, completed: str, parent: tuple[str, ...] = ()) -> list[Column]:
        """开（复）工、停工、竣工三列日期。"""
        return [
            Column((*parent, started), 13, lambda entry: self.day(entry.started_on)),
            Column((*parent, suspended), 13, lambda entry: self.day(entry.suspended_on)),
            Column((*parent, completed), 13, lambda entry: self.day(entry.completed_on)),
        ]

    def signature(self) -> list[Column]:
        """填报人、填报日期两列。"""
        return [
            words("填报人", 10, "filer"),
            Column(("填报日期",), 13, lambda entry: self.day(entry.filed_on)),
        ]


def write_day(value: date, style: str) -> Value:
    """日期的几种写法：日期（日期格）、年月日、横线、斜线（均为文字）。"""
    written: dict[str, Value] = {
        "日期": value,
        "年月日": f"{value.year}年{value.month}月{value.day}日",
        "横线": value.isoformat(),
        "斜线": f"{value.year}/{value.month}/{value.day}",
    }
    return written[style]


def words(head: str, width: float, field: str) -> Column:
    """取 ``field`` 文字的一列；空串不填。"""
    return Column((head,), width, lambda entry: str(getattr(entry, field)) or None)


def progress_grid(story: Story, unit: Unit, month: int, entries: tuple[Entry, ...]) -> Grid:
    """单位该月的进展表，按单位的版式。"""
    build = {"甲": _plain, "乙": _two_row_head, "丙": _by_category, "丁": _flat, "戊": _unit_in_head}[unit.layout]
    return build(Form(story, unit, month, entries))


def _plain(form: Form) -> Grid:
    """甲：单位行，一行表头，标准列序，状态写字。"""
    columns = [
        form.number(),
        form.name(),
        words("建设性质", 10, "nature"),
        form.plan("年度计划投资"),
        form.in_month("本月完成投资"),
        form.cumulative("本年累计完成投资"),
        form.statistical("入统投资"),
        words("是否入库", 10, "in_base"),
        words("建设状态", 10, "state"),
        *form.days("开（复）工时间", "停工时间", "竣工时间"),
        words("形象进度", 34, "progress"),
        words("滞后原因", 30, "reason"),
        *form.signature(),
    ]
    grid = _grid(form, columns)
    grid.add("说明", f"单位：{form.unit.money_unit}", span=True)
    _fill(grid, columns, form.entries)
    grid.add("说明", "注：本表为演示数据。", span=True)
    return grid


def _two_row_head(form: Form) -> Grid:
    """乙：标题行、单位行，两行合并表头，是否开（复）工写是否（停工、竣工写字），末行合计。"""
    money, site = "投资完成情况", "开（复）工情况"
    columns = [
        form.number(),
        form.name(),
        form.plan("年度计划投资"),
        form.in_month(money, "本月"),
        form.cumulative(money, "本年累计"),
        form.statistical(money, "入统"),
        words("是否入库", 10, "in_base"),
        Column((site, "是否开（复）工"), 10, lambda entry: entry.state_or_flag or None),
        *form.days("开（复）工时间", "停工时间", "竣工时间", (site,)),
        words("形象进度", 34, "progress"),
        words("存在问题", 30, "reason"),
        *form.signature(),
    ]
    grid = _grid(form, columns)
    grid.add("标题", f"{YEAR}年{form.month}月{form.unit.title}", span=True)
    grid.add("说明", f"填报单位：{form.unit.full_name}{DEMO}　　单位：{form.unit.money_unit}", span=True)
    _fill(grid, columns, form.entries)
    grid.add("合计", None, "合计", *(_total(form, column) for column in columns[2:]))
    return grid


def _by_category(form: Form) -> Grid:
    """丙：列序和用语另有一套，按新建、续建分类，序号各自起编，末尾注释和签名。"""
    columns = [
        form.name(),
        words("建设状态", 10, "state"),
        Column(("开（复）工时间",), 14, lambda entry: form.day(entry.started_on)),
        words("工程进展", 34, "progress"),
        form.cumulative(f"1-{form.month}月累计完成投资"),
        form.in_month("当月完成"),
        form.statistical("已入统投资"),
        words("是否纳入统计库", 10, "in_base"),
        Column(("竣工时间",), 14, lambda entry: form.day(entry.completed_on)),
        words("未达进度原因", 30, "reason"),
    ]
    serial = Column(("序号",), 6, lambda entry: None)
    unit = form.unit
    grid = _grid(form, [serial, *columns])
    grid.add("标题", f"{unit.title}（{YEAR}年{form.month}月）", span=True)
    grid.add("说明", f"填报单位：{unit.full_name}　　单位：{unit.money_unit}", span=True)
    grid.add_head([serial.heads, *(column.heads for column in columns)])
    groups = [(nature, [entry for entry in form.entries if entry.nature == nature]) for nature in ("新建", "续建")]
    for mark, (nature, members) in zip("一二", [group for group in groups if group[1]], strict=False):
        grid.add("分类", f"{mark}、{nature}项目（{len(members)}个）", span=True)
        for index, entry in enumerate(members, 1):
            grid.add("数据", index, *(column.value(entry) for column in columns))
    filed_on = form.day(form.story.filed_on(unit, form.month))
    grid.add("说明", "注：本表为演示数据，累计数自1月1日起算。", span=True)
    grid.add("说明", f"填报人：{unit.filer}　　审核人：{unit.auditor}　　填报日期：{filed_on}", span=True)
    return grid


def _flat(form: Form) -> Grid:
    """丁：给 CSV 用，标题一行，单位写在表头里。"""
    unit = form.unit.money_unit
    columns = [
        form.name(),
        form.in_month(f"本月完成投资({unit})"),
        form.cumulative(f"本年累计完成投资({unit})"),
        form.statistical(f"入统投资({unit})"),
        words("是否入库", 10, "in_base"),
        words("项目状态", 10, "state"),
        *form.days("复工时间", "停工时间", "竣工时间"),
        words("形象进度", 34, "progress"),
        words("存在问题", 30, "reason"),
        *form.signature(),
    ]
    grid = _grid(form, columns)
    grid.add("标题", f"{form.unit.full_name}{YEAR}年{form.month}月{form.unit.title}{DEMO}")
    _fill(grid, columns, form.entries)
    return grid


def _unit_in_head(form: Form) -> Grid:
    """戊：计量单位写在表头里，开工、复工分两列写是否，多开工以来累计和核减说明两列。"""
    unit = form.unit.money_unit
    columns = [
        form.number(),
        form.name(),
        Column(("是否开工",), 10, lambda entry: _flag_for("新建", entry)),
        Column(("是否复工",), 10, lambda entry: _flag_for("续建", entry)),
        *form.days("开（复）工时间", "停工时间", "竣工时间"),
        form.cumulative(f"本年累计完成投资（{unit}）"),
        form.in_month(f"本月完成投资（{unit}）"),
        form.statistical(f"入统投资额（{unit}）"),
        form.lifetime(f"开工以来累计完成投资（{unit}）"),
        words("是否入库", 10, "in_base"),
        words("形象进度", 34, "progress"),
        Column(("核减说明",), 14, lambda entry: None),
        words("未达进度原因", 30, "reason"),
        *form.signature(),
    ]
    grid = _grid(form, columns)
    grid.add("标题", f"{form.unit.full_name}{YEAR}年{form.month}月{form.unit.title}{DEMO}", span=True)
    _fill(grid, columns, form.entries)
    return grid


def _flag_for(nature: str, entry: Entry) -> Value:
    """是否开工只问新建，是否复工只问续建。"""
    return entry.is_working or None if entry.nature == nature else None


def _grid(form: Form, columns: Sequence[Column]) -> Grid:
    return Grid("进展", [column.width for column in columns], form.money_format)


def _fill(grid: Grid, columns: Sequence[Column], entries: Iterable[Entry]) -> None:
    grid.add_head([column.heads for column in columns])
    for entry in entries:
        grid.add("数据", *(column.value(entry) for column in columns))


def _total(form: Form, column: Column) -> Value:
    """合计行的一格；源表列明合计有出入的单位，累计照出入填。"""
    if not column.sum:
        return None
    values = [value for value in map(column.value, form.entries) if isinstance(value, Decimal)]
    slip = form.story.habits.get((form.month, form.unit.name, "合计累计"), "0")
    return sum(values, Decimal(slip if column.heads[-1] == "本年累计" else 0))
