"""手写的核验报告，供各种报告的测试用。"""

from __future__ import annotations

from reportgen.conform.result import Box, FileReport, Result, Verdict

LETTER = FileReport(
    "通报.pdf",
    "PDF",
    "信函",
    2,
    (
        Result("G-5.2.1a", Verdict.PASS, "37 毫米", "37.2 毫米", "±1 毫米", 1, (Box(1, 28, 37, 184, 262),), "BOX 读法"),
        Result("G-7.3.1b", Verdict.FAIL, "居中", "偏左 3 毫米 <左>", "±0.5 毫米", 1, (Box(1, 50, 97, 160, 117),)),
        Result("L-4", Verdict.NOTE, "1.5 磅", "1.2 磅", page=1, boxes=(Box(1, 20, 51, 190, 51),)),
        Result("G-7.4.1c", Verdict.UNVERIFIED, "", "", note="没有版记"),
        Result("G-5.2.1d", Verdict.PASS, "26 毫米", "26.1 毫米", page=2, boxes=(Box(2, 184, 37, 210, 262),)),
        Result("R-8", Verdict.PASS, "十五个文种之一", "通报"),
    ),
)

BRIEFING = FileReport("专报.docx", "DOCX", "专报", None, (Result("G-5.1", Verdict.PASS, "A4", "210×297 毫米"),))
