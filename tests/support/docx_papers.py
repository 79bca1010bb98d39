"""DOCX 量版面用的样张：名称 → 文稿和版记的位置。"""

from __future__ import annotations

from collections.abc import Mapping

from reportgen.model.document import Document, Paragraph, Sealing
from reportgen.render.layout import ImprintPlacement
from tests.support.docx_samples import (
    MANY_RECIPIENTS,
    STRICT,
    command,
    file,
    joint,
    letter,
    minutes,
    report,
    upward,
    words,
)

_SAME_PAGE, _OWN_PAGE = ImprintPlacement(False), ImprintPlacement(True)

#: 每行 28 个汉字，好数行和字。
_FULL = Paragraph(words("国" * 2000))

#: 末段四行：署名排到第二页时，末段跟着过去。
_BROKEN = letter(
    blocks=(*[Paragraph(words("短段。"))] * 9, Paragraph(words("国" * 100))), attachments=(), date=words("某年某月某日")
)
_BARE = {"copy_number": (), "secrecy": (), "urgency": ()}

PAPERS: Mapping[str, tuple[Document, ImprintPlacement]] = {
    "满页": (letter(blocks=(_FULL,), attachments=(), date=words("某年某月某日")), _SAME_PAGE),
    "信函": (letter(), _OWN_PAGE),
    "专报": (report(), _SAME_PAGE),
    "空白页": (report(), ImprintPlacement(True, 1)),
    "署名跨页": (_BROKEN, _SAME_PAGE),
    "文件": (file(number=words("示政发〔某某〕某号"), date=words("某年某月某日")), _OWN_PAGE),
    "文件无份号": (file(**_BARE), _OWN_PAGE),
    "文件长名": (file(marks=(words("示例省示例市人民政府办公室"),)), _OWN_PAGE),
    "文件主送移走": (file(recipients=MANY_RECIPIENTS), ImprintPlacement(True, has_recipients=True)),
    "上行文": (upward(number=words("示政报〔某某〕某号")), _SAME_PAGE),
    "上行文一人": (upward(signers=(words("张三"),)), _SAME_PAGE),
    "联合盖章": (joint(date=words("某年某月某日")), _SAME_PAGE),
    "联合四家": (joint(signatures=(*joint().signatures, words("示例市人民法院"))), _SAME_PAGE),
    "联合不盖章": (joint(sealing=Sealing.NONE, date=words("某年某月某日")), _SAME_PAGE),
    "命令": (command(date=words("某年某月某日")), _SAME_PAGE),
    "纪要": (minutes(), _SAME_PAGE),
    "信函密级": (letter(secrecy=words("机密★1年"), urgency=words("加急"), attachments=()), _OWN_PAGE),
    "严格": (file(page=STRICT, blocks=(_FULL,)), ImprintPlacement(True, 1)),
    "严格信函": (letter(page=STRICT), _OWN_PAGE),
    "严格专报": (report(page=STRICT), _SAME_PAGE),
    "严格命令": (command(page=STRICT, copy_number=words("000002"), secrecy=words("秘密")), _SAME_PAGE),
}
