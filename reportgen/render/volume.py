"""打印合订本：一期的公文各排一次版，由同样的页写出各自的文件和合订本，字体在合订本里只嵌一份。

排版的库在用到时才引入：把任务交给别的进程的一方用不着它们。
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reportgen.model.document import Document
from reportgen.render.fonts import FontSet
from reportgen.render.job import RenderedPaper, write_files


@dataclass(frozen=True, slots=True)
class VolumeItem:
    """合订本的一件：``formats`` 是它另出的文件的格式（DOCX、PDF）；``name`` 是书签，空则用标题。"""

    document: Document
    formats: tuple[str, ...] = ()
    name: str = ""


@dataclass(frozen=True, slots=True)
class RenderedVolume:
    """排好的合订本。

    Attributes:
        papers: 各件自己的文件，次序照要求。
        bound: 合订本。pages: 它的页数，含空白页。starts: 各件的首页在合订本里是第几页，双面打印的都是奇数。
        notices: 写合订本时的异常情况（缺字等），正常为空。
    """

    papers: tuple[RenderedPaper, ...]
    bound: bytes
    pages: int
    starts: tuple[int, ...]
    notices: tuple[str, ...]


def render_volume(
    documents: Sequence[VolumeItem],
    fonts: FontSet,
    font_names: Mapping[str, str],
    *,
    title: str = "",
    is_duplex: bool = True,
    cover: Document | None = None,
) -> RenderedVolume:
    """排出各件和合订本；纯函数，可以放进任何执行器。

    Args:
        font_names: DOCX 写的字体名，键为仿宋、楷体、黑体、宋体、小标宋。
        title: 册名，写进合订本的文件属性。is_duplex: 双面打印，每件从右手页起。
        cover: 分发清单，放在最前面。其中第一个表一行一件，末两列留空，填各件的起页和双面打印的起张。
    Raises:
        RenderError: 引用了外部资源，或 WeasyPrint 版本不对。
        ValueError: 分发清单的表不是一行一件。
    """
    from reportgen.render.binding import bind, front_part, part_of
    from reportgen.render.pdf_writer import typeset, write_pdf

    made = [typeset(item.document, fonts) for item in documents]
    parts = [part_of(one, item.name) for item, one in zip(documents, made, strict=True)]
    front = [front_part(cover, parts, fonts)] if cover else []
    bound, starts = bind([*front, *parts], title, fonts, is_duplex=is_duplex)
    data, notices = write_pdf(bound, fonts)
    papers = tuple(write_files(one, item.formats, fonts, font_names) for item, one in zip(documents, made, strict=True))
    return RenderedVolume(papers, data, len(bound.pages), starts[len(front) :], notices)
