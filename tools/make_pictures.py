"""画文档用的图片：docs/格式 的各种格式和一张横道图挂图，docs/样张 的演示月份各种公文。"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from reportgen.compose.template import compose_document
from reportgen.model.document import Document, Form, Gantt, GanttRow, Run, Runs, Sheet, Span
from reportgen.model.period import Month
from reportgen.render.fonts import resolve_fonts
from reportgen.render.pdf_writer import render_pdf
from tools.month_pictures import month_pictures
from tools.pictures import pdf_pages, write_picture

FORMS = Path(__file__).resolve().parent.parent / "docs" / "格式"
_DPI = 60
_CUTOFF = date(2024, 6, 30)

#: 挂图的任务：名称、责任单位、责任人、计划起止、实际起止、进展情况。
_TASKS = (
    ("可行性研究报告批复", "示例市发展改革委", "张某", ("03-01", "03-31"), ("03-04", "04-08"), "滞后8天完成"),
    ("用地预审与规划选址", "示例市自然资源局", "王某", ("03-11", "04-20"), ("03-11", "04-20"), "按期完成"),
    ("施工许可证核发", "示例市住房城乡建设局", "李某", ("04-15", "05-10"), ("04-20", "05-16"), "滞后6天完成"),
    ("场地平整和临时设施搭建", "示例建设公司", "赵某", ("05-06", "06-15"), ("05-12", ""), "滞后15天"),
    ("主体厂房基础施工（含桩基检测和基坑支护）", "示例建设公司", "赵某", ("06-01", "08-10"), ("06-10", ""), "正在进行"),
    ("主体结构施工", "示例建设公司", "赵某", ("08-01", "10-20"), None, "未到开始时间"),
    ("供电线路迁改和外线接入", "示例市供电公司", "孙某", ("05-20", "06-25"), None, "超过计划完成时间5天未开始"),
    ("设备采购和安装", "示例新材料公司", "周某", ("09-01", "11-20"), None, "未到开始时间"),
    ("竣工验收", "示例新材料公司", "周某", ("11-21", "12-20"), None, "未到开始时间"),
)


def form_pictures(folder: Path = FORMS) -> Iterator[Path]:
    """每份样稿一张图：全部各页从左到右拼在一起；另有一张挂图。逐张写出。"""
    for path in sorted(folder.glob("*.j2")):
        yield _picture(compose_document(path, {}, kind="样稿", stamps=()), path.with_suffix(".png"))
    yield _picture(wall_plan(), folder / "挂图.png")


def wall_plan() -> Document:
    """横道图挂图的样张。"""
    rows = tuple(
        GanttRow(
            (*map(_runs, (str(number), name, unit, person)),), _span(*planned), actual and _span(*actual), _runs(state)
        )
        for number, (name, unit, person, planned, actual, state) in enumerate(_TASKS, 1)
    )
    headings, widths = ("序号", "任务", "责任单位", "责任人"), (12.0, 64.0, 44.0, 20.0)
    return Document(
        kind="样稿",
        form=Form.SHEET,
        marks=(),
        number=(),
        title=_runs("示例产业园一期项目推进施工图"),
        title_lines=("示例产业园一期项目推进施工图",),
        recipients=(),
        blocks=(Gantt((), headings, widths, Month(2024, 3), Month(2024, 12), _CUTOFF, rows),),
        signatures=(),
        date=(),
        head_left=_runs("包保领导：张某某　　牵头部门：示例市工业和信息化局"),
        head_right=_runs("截至2024年6月30日"),
        sheet=Sheet.A3_WIDE,
    )


def _runs(text: str) -> Runs:
    return (Run(text),)


def _span(first: str, last: str) -> Span:
    """月-日的起止；止日空着的还没有完成，画到截止日。"""
    year = _CUTOFF.year
    return Span(
        date.fromisoformat(f"{year}-{first}"), date.fromisoformat(f"{year}-{last}") if last else _CUTOFF, not last
    )


def _picture(document: Document, target: Path) -> Path:
    pdf = render_pdf(document, resolve_fonts(None, use_system=False)).data
    return write_picture(pdf_pages(pdf, _DPI), target)


if __name__ == "__main__":
    for picture in (*form_pictures(), *month_pictures()):
        print(picture)
