"""manifest.json、figures.json、findings.json 的约定，逐字节。"""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from reportgen.publish.manifest import (
    FileEntry,
    build_manifest,
    figures_bytes,
    findings_bytes,
    manifest_bytes,
    read_figures,
    read_manifest,
)
from tests.unit.publish.samples import ERROR, FIGURES, FINDINGS, FONTS, INPUTS, JUNE, documents


def sha(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


MANIFEST = f"""{{
  "month": "2024-06",
  "edition": 3,
  "inputs": [
    {{
      "path": "方案.toml",
      "sha256": "{"a" * 64}"
    }},
    {{
      "path": "项目清单.xlsx",
      "sha256": "{"b" * 64}"
    }}
  ],
  "fonts": [
    {{
      "role": "仿宋",
      "name": "FandolFang",
      "sha256": "{"c" * 64}"
    }},
    {{
      "role": "小标宋",
      "name": "Noto Serif SC",
      "sha256": "{"d" * 64}"
    }}
  ],
  "documents": [
    {{
      "kind": "D1",
      "title": "月度专报",
      "recipients": [],
      "files": [
        {{
          "path": "01 专报/专报.docx",
          "format": "DOCX",
          "sha256": "{sha("专报初稿")}",
          "pages": null
        }}
      ]
    }},
    {{
      "kind": "D3",
      "title": "推进情况通报",
      "recipients": [
        "各县（市）区人民政府",
        "市直有关部门"
      ],
      "files": [
        {{
          "path": "02 通报/通报.docx",
          "format": "DOCX",
          "sha256": "{sha("word 通报")}",
          "pages": null
        }},
        {{
          "path": "02 通报/通报.pdf",
          "format": "PDF",
          "sha256": "{sha("pdf 通报")}",
          "pages": 4
        }}
      ]
    }}
  ],
  "findings": {{
    "errors": 1,
    "warnings": 1,
    "repairs": 1
  }}
}}
"""

FIGURES_TEXT = (
    '[\n{"id": "completion_rate", "label": "年度计划投资完成率", "scope": "all", "value": "0.2996", "unit": "比例", '
    '"printed": "29.96%", "formula": "Σ本年累计完成÷Σ年度计划投资", "sources": ['
    '{"file": "月度进展/2024-06/住建局.xlsx", "sheet": "进展", "cell": "D17", "value": "１２"}]},\n'
    '{"id": "on_time_rate", "label": "按期竣工率", "scope": "project:3", "value": null, "unit": "比例", '
    '"printed": "—", "formula": "按期竣工÷应竣工", "sources": []}\n]\n'
)

FINDINGS_TEXT = (
    '[\n{"code": "W301", "severity": "W", "file": "月度进展/2024-06/住建局.xlsx", "sheet": "进展", "cell": "D17", '
    '"message": "超过年度计划。", "fix": "请核对。", "old": "", "new": ""},\n'
    '{"code": "R104", "severity": "R", "file": "月度进展/2024-06/住建局.xlsx", "sheet": "进展", "cell": "E9", '
    '"message": "全角数字。", "fix": "", "old": "１２", "new": "12"}\n]\n'
)


def test_manifest_bytes_follow_the_contract() -> None:
    manifest = build_manifest(JUNE, 3, documents(), (*FINDINGS, ERROR), INPUTS, FONTS)
    assert manifest_bytes(manifest).decode() == MANIFEST


def test_figures_and_findings_bytes_follow_the_contract() -> None:
    assert figures_bytes(FIGURES).decode() == FIGURES_TEXT
    assert findings_bytes(FINDINGS).decode() == FINDINGS_TEXT
    assert figures_bytes([]) == findings_bytes([]) == b"[]\n"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("1960380", "1960380"),
        ("1.96038E+6", "1960380"),
        ("1E-7", "0.0000001"),
        ("-0.0", "0"),
        ("12.500", "12.5"),
        ("0." + "3" * 40, "0." + "3" * 28),
    ],
)
def test_values_are_plain_decimals_of_at_most_28_digits(value: str, text: str) -> None:
    figure = replace(FIGURES[0], value=Decimal(value))
    assert json.loads(figures_bytes([figure]))[0]["value"] == text


def test_figures_read_back_equal(tmp_path: Path) -> None:
    (tmp_path / "figures.json").write_bytes(figures_bytes(FIGURES))
    assert tuple(read_figures(tmp_path).values()) == FIGURES


@pytest.mark.parametrize("text", ["{", "{}", "[1]", '[{"id": "a"}]', FIGURES_TEXT.replace("0.2996", "约三成")])
def test_figures_that_break_the_contract_are_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "figures.json").write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=r"figures\.json 损坏或不合约定"):
        read_figures(tmp_path)


def test_a_lone_surrogate_in_a_message_still_gives_valid_utf8_json() -> None:
    data = findings_bytes([replace(ERROR, message="坏字符\ud800")])
    assert json.loads(data.decode("utf-8"))[0]["message"] == "坏字符\ud800"


def test_manifest_reads_back_equal(tmp_path: Path) -> None:
    manifest = build_manifest(JUNE, 3, documents(), FINDINGS, INPUTS, FONTS)
    (tmp_path / "manifest.json").write_bytes(manifest_bytes(manifest))
    assert read_manifest(tmp_path) == manifest
    assert read_manifest(tmp_path).documents[1].files[1] == FileEntry("02 通报/通报.pdf", "PDF", sha("pdf 通报"), 4)


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text[:-40],
        lambda text: text.replace('"edition": 3', '"edition": "3"'),
        lambda text: text.replace('"edition": 3', '"edition": true'),
        lambda text: text.replace('"fonts"', '"字体"'),
        lambda text: text.replace('"pages": 4', '"pages": "4"'),
        lambda text: "[]",
        lambda text: "[" * 100_000,
    ],
)
def test_a_manifest_that_breaks_the_contract_is_refused(tmp_path: Path, change) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "manifest.json").write_text(change(MANIFEST), encoding="utf-8")
    with pytest.raises(ValueError, match="损坏或不合约定"):
        read_manifest(tmp_path)
