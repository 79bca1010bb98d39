"""成品：月度公文 outputs/<期次>/，印发通知 outputs/印发通知/；要么整版换新，要么原样不动。"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path

from reportgen.model.assessment import Figure
from reportgen.model.finding import Finding, has_errors
from reportgen.model.period import Month
from reportgen.model.records import InputFile
from reportgen.publish.exchange import recover
from reportgen.publish.files import explained
from reportgen.publish.folder import Contents, Place, named_safely, publish_folder, retire_folder
from reportgen.publish.freeze import frozen_report
from reportgen.publish.lock import lock_outputs
from reportgen.publish.manifest import FIGURES_NAME, FINDINGS_NAME, TRACES_NAME, figures_bytes, findings_bytes
from reportgen.publish.packet import packet_place
from reportgen.publish.values import FontUse, PublishReport, RenderedDocument

NOTICE_FOLDER = "印发通知"


class Shelf(StrEnum):
    """月度成品之外的材料：与上一版的对照，按现有文件重做的邮件草稿。"""

    REVIEW = "审阅"
    MAILS = "邮件"


#: 没有出处记录时的 traces.json。
NO_TRACES = b"[]\n"


def publish_edition(
    outputs: Path,
    month: Month,
    documents: Sequence[RenderedDocument],
    figures: Iterable[Figure],
    findings: Sequence[Finding],
    inputs: Sequence[InputFile],
    fonts: Sequence[FontUse],
    traces: bytes = NO_TRACES,
) -> PublishReport:
    """把一期成品发布到 ``outputs/<期次>/``。

    旧版移到 ``outputs/.history/<期次>/<版次>/``；与现有一版逐字节相同时不替换。
    数据没有差错时，这一期过时的核实材料一并收起。其他月份从不触碰。

    Args:
        traces: 出处记录 traces.json 的内容，一个 JSON 数组。
    Raises:
        UsageError: 这一期已经冻结，而内容与冻结的一版不同。
        PublishError: 另一次运行正在使用 outputs，或磁盘、权限等原因写不出；成品保持完整的旧版或新版。
    """
    contents = _contents(month, documents, figures, findings, inputs, fonts, traces)
    with _ready(outputs):
        place = Place(str(month), month)
        report = frozen_report(outputs, place, contents) or publish_folder(outputs, place, contents)
        if not has_errors(findings):
            retire_folder(outputs, packet_place(month))
        return report


def publish_notice(
    outputs: Path,
    month: Month,
    documents: Sequence[RenderedDocument],
    figures: Iterable[Figure],
    findings: Sequence[Finding],
    inputs: Sequence[InputFile],
    fonts: Sequence[FontUse],
    traces: bytes = NO_TRACES,
) -> PublishReport:
    """把印发通知发布到 ``outputs/印发通知/``；``month`` 是印发的月份，只记入清单。

    旧版的收存与差错同 :func:`publish_edition`。
    """
    contents = _contents(month, documents, figures, findings, inputs, fonts, traces)
    with _ready(outputs):
        return publish_folder(outputs, Place(NOTICE_FOLDER, month, NOTICE_FOLDER), contents)


def publish_aside(outputs: Path, shelf: Shelf, month: Month, documents: Sequence[RenderedDocument]) -> PublishReport:
    """把月度成品之外的材料发布到 ``outputs/<shelf>/<期次>/``，只供经办人用。

    上一份移到 ``outputs/.history/<shelf>/<期次>/``；差错同 :func:`publish_edition`。
    """
    contents = Contents(month, named_safely(documents, ()), {}, (), (), ())
    with _ready(outputs):
        return publish_folder(outputs, Place(f"{shelf}/{month}", month, shelf), contents)


def _contents(
    month: Month,
    documents: Sequence[RenderedDocument],
    figures: Iterable[Figure],
    findings: Sequence[Finding],
    inputs: Sequence[InputFile],
    fonts: Sequence[FontUse],
    traces: bytes,
) -> Contents:
    records = {FIGURES_NAME: figures_bytes(figures), FINDINGS_NAME: findings_bytes(findings), TRACES_NAME: traces}
    named = named_safely(documents, tuple(records))
    return Contents(month, named, records, tuple(findings), tuple(inputs), tuple(fonts))


@contextmanager
def _ready(outputs: Path) -> Iterator[None]:
    """建好并锁住成品文件夹，收拾好上次中断的残留。"""
    with explained(outputs):
        outputs.mkdir(parents=True, exist_ok=True)
        with lock_outputs(outputs):
            recover(outputs)
            yield
