"""说明表：这是什么、怎样看、怎样算，以及公式引用的几个数（截止日、年度等，有名称）。"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from reportgen.model.amount import plain
from reportgen.model.assessment import Assessment
from reportgen.model.period import chinese_date
from reportgen.settings import Scheme
from reportgen.tabulate.cells import FIRST_ROW, Entry, Heading, Look, Paper, Sheet, quoted, text
from reportgen.tabulate.nodes import next_target, target_row
from reportgen.tabulate.places import Places

NAME = "说明"

#: 各表下的说明行：随“截止日”一格变化。
CUTOFF_NOTE = '"截至"&YEAR(截止日)&"年"&MONTH(截止日)&"月"&DAY(截止日)&"日"'

#: 名称、单元格、说明。
Parameter = tuple[str, Entry, str]


def note(assessment: Assessment, scheme: Scheme) -> Entry:
    """表题下的一行：截至哪天，演示数据的标记。"""
    tail = "　　演示数据" if scheme.is_demo else ""
    return Entry(f"截至{chinese_date(assessment.month.last_day)}{tail}", formula=f"{CUTOFF_NOTE}&{quoted(tail)}")


def about_sheet(
    title: str,
    assessment: Assessment,
    scheme: Scheme,
    parameters: Sequence[Parameter],
    lines: Sequence[tuple[str, str]],
) -> Sheet:
    """说明表：先是公式引用的数，再逐条说明。"""
    facts = (
        ("方案", f"{scheme.name}（{scheme.document_number}）"),
        ("期次", f"{assessment.month.year}年{assessment.month.month}月"),
        *((("数据", "演示数据，不是真实情况"),) if scheme.is_demo else ()),
    )
    named = ((text(name), entry, text(remark)) for name, entry, remark in parameters)
    told = ((text(name), Entry(), text(body)) for name, body in (*facts, *lines))
    return Sheet(
        name=NAME,
        title=title,
        note=note(assessment, scheme),
        headings=(Heading("名称", 16), Heading("取值", 14), Heading("说明", 100)),
        rows=(*named, *told),
        frozen=0,
        paper=Paper.A4,
        is_one_page=True,
        is_filtered=False,
        names={name: f"$B${row}" for row, (name, *_) in enumerate(parameters, FIRST_ROW)},
    )


def cutoff(assessment: Assessment) -> Parameter:
    """截止日。"""
    return (
        "截止日",
        Entry(assessment.month.last_day, Look.DAY),
        "本期月末。应竣工、逾期、天数各栏都按它计算；各月基础数据不随它改变。",
    )


def master_parameters(
    assessment: Assessment, scheme: Scheme, places: Places, references: Sheet
) -> tuple[Parameter, ...]:
    """总表公式引用的数；参考进度的分子、分母引自参考进度表的本月一行。"""
    target = next_target(scheme, assessment.month)
    current = dict(zip(places.references.keys, references.rows[-1], strict=True))
    top, bottom = (
        Entry(current[key].value, current[key].look, places.references.outer_cell(key, places.references.last_row))
        for key in ("numerator", "denominator")
    )
    goal = Entry(target.value, Look.RATE, places.targets.outer_cell("target", target_row(scheme, target)))
    least = Entry(Decimal(scheme.rank_minimum), Look.COUNT)
    return (
        cutoff(assessment),
        ("年度", Entry(Decimal(scheme.year), Look.COUNT), "应竣工只计计划竣工在本年度的项目。"),
        ("参考分子", top, "〔默认〕节点参考进度（%）＝参考分子÷参考分母，不除开是为了比较时没有尾差。"),
        ("参考分母", bottom, "见“参考进度”表本月一行。"),
        ("节点目标", goal, f"{target.node.month}月底的年度计划投资完成率目标，“距节点目标尚差”对照它。"),
        ("排名最少项目数", least, "〔默认〕项目数少于此数的属地、牵头部门不排名；包保领导不排名。"),
    )


def master_lines(scheme: Scheme) -> tuple[tuple[str, str], ...]:
    """总表的逐条说明。"""
    limits = scheme.thresholds
    return (
        ("项目", "每行一个项目，清单次序。基础数据来自清单、建设计划和填报表；比例、差、计数、合计都是公式。"),
        ("逐月", "各月底的本年累计和各月完成。"),
        ("逐月状态", "各月底的现场状态、竣工时间，末尾是各月的开复工率、按期竣工率。"),
        ("参考进度", "〔默认〕投资目标连成的折线，年初为0，节点之间按月均分；最后一个节点以后不变。"),
        ("目标", "节点已到的用节点当月的数，未到的用本月的数；按未修约的数比较，“以上”包括本数。"),
        ("汇总", "全部、建设性质、包保领导、属地、牵头部门各一行，都由“项目”表统计；名次并列同名次。"),
        ("手续、要素", "新建项目的手续、续建项目的要素；“有缺口”“未办”等照填报写。"),
        ("问题、施工图、\n5个1", "截止日的情形；逾期、存续、拖后天数由公式按截止日计算。"),
        ("单位", "金额一律是万元，未经修约，显示两位小数；“汇总”表另有亿元（1亿元＝10000万元）。比例显示一位小数。"),
        ("未报", "没有填报的写“未报”，不是0；合计时不计，完成率按0计。本月未报累计的沿用最近一次，数后加“＊”。"),
        ("“—”", "没有这个日期，或分母为零、没有上月，算不出来。"),
        ("日期", "只填到月的印到月，期限和完成按月末、开始和提出按月初比较。"),
        ("尾差", "两数之差算到分（0.000001万元），消去二进制小数的尾差，不影响结论。"),
        (
            "亮灯",
            f"〔默认〕完成率落后参考进度超过{plain(limits.yellow_points)}个百分点黄灯、"
            f"超过{plain(limits.red_points)}个百分点红灯；开（复）工、入库拖延和问题逾期各有时限，取最重的一条。"
            "亮灯由程序判定，是基础数据；改动本表的数，亮灯不会变。",
        ),
        ("改动", "改动基础数据，公式随之重算，可以试算；正式的数以填报表为准，改填报表后重新生成。"),
    )


def ledger_lines() -> tuple[tuple[str, str], ...]:
    """台账的逐条说明。"""
    return (
        ("台账", "每行一个截止日已提出的问题，含已销号的；协调层级、状态都是截止日的情形。"),
        ("逾期天数", "截止日（已销号的取销号日期）减办结时限，不足0的计0；没有定时限的计0。"),
        ("存续天数", "截止日（已销号的取销号日期）减提出日期。"),
        ("统计", "由“台账”逐栏统计；“逾期”“提格”只计没有销号的。"),
        ("日期", "只填到月的印到月，时限按月末、提出按月初计算。"),
    )
