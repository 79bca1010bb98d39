"""改过 Word 以后重做邮件草稿：附的是现在的文件，月度成品不动。"""

from __future__ import annotations

import email
import email.policy
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from tests.e2e.runs import INPUTS, ROOT


def remake(outputs: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "reportgen", "mail", "--inputs", str(INPUTS), "--outputs", str(outputs)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)


def attachments(draft: Path) -> dict[str, bytes]:
    """一封草稿的各附件：文件名 → 内容。"""
    message = email.message_from_bytes(draft.read_bytes(), policy=email.policy.default)
    return {str(part.get_filename()): part.get_payload(decode=True) for part in message.iter_attachments()}  # type: ignore[misc]


def test_the_mails_carry_the_word_files_as_they_are_now(editions: Mapping[str, Path], tmp_path: Path) -> None:
    outputs = tmp_path / "outputs"
    shutil.copytree(editions["2024-06"], outputs / "2024-06")
    (word,) = (outputs / "2024-06").glob("03-*/*.docx")
    word.write_bytes(word.read_bytes() + b"edited")
    before = {path: path.read_bytes() for path in (outputs / "2024-06").rglob("*") if path.is_file()}
    done = remake(outputs)
    assert done.returncode == 0, done.stderr
    assert f"照修改后的样子附上：{word.parent.name}/{word.name}" in done.stdout
    (draft,) = (outputs / "邮件" / "2024-06").glob("*-市水利局.eml")
    assert attachments(draft)[word.name] == word.read_bytes()
    assert {path: path.read_bytes() for path in before} == before


def test_without_papers_there_is_nothing_to_mail(tmp_path: Path) -> None:
    done = remake(tmp_path)
    assert done.returncode == 2
    assert "还没有成品" in done.stderr and "make monthly" in done.stderr
