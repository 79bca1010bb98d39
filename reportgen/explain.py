"""说明来源：只读已发布的成品，不需要填报表。"""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from reportgen.errors import UsageError
from reportgen.model.period import Month
from reportgen.publish import TRACES_NAME, Manifest, published_months, read_figures, read_manifest
from reportgen.trace import Edition, Explanation, explained, parse_traces


def explain(outputs: Path, month: Month | None, query: str) -> Explanation:
    """在 ``month`` 的成品里查 ``query``：指标的键、中文名称加范围、印出的文字、单元格、项目名称或序号。

    Args:
        month: None 取有成品的最近一个月。
    Raises:
        UsageError: 没有成品，成品缺文件或已损坏，或 ``query`` 是空的。
    """
    if not query.strip():
        raise UsageError("没有写要查什么\n  修改：写上指标、印出的数、单元格或项目，如 reportgen explain 完成率。")
    chosen = month or newest_month(outputs)
    return explained(read_edition(outputs / str(chosen)), query)


def read_edition(folder: Path) -> Edition:
    """读回 ``folder`` 里的一版成品。

    Raises:
        UsageError: 缺文件或已损坏。
    """
    try:
        manifest = read_manifest(folder)
        traces = parse_traces((folder / TRACES_NAME).read_bytes())
        figures = read_figures(folder)
    except FileNotFoundError as error:
        missing = Path(str(error.filename)).name
        raise UsageError(f"{folder} 没有 {missing}，无从查起\n  修改：重新生成这一期（make monthly）。") from error
    except ValueError as error:
        raise UsageError(f"{folder}：{error}\n  修改：重新生成这一期（make monthly）。") from error
    return Edition(Month.parse(manifest.month), manifest.edition, figures, traces, _files(manifest))


def newest_month(outputs: Path) -> Month:
    """有成品的最近一个月。

    Raises:
        UsageError: 一个月都没有。
    """
    months = published_months(outputs)
    if not months:
        raise UsageError(f"{outputs} 里还没有成品\n  修改：先生成一期（make monthly）。")
    return months[-1]


def _files(manifest: Manifest) -> dict[str, tuple[str, ...]]:
    """公文路径（不含扩展名）→ 各文件。"""
    found: dict[str, tuple[str, ...]] = {}
    for document in manifest.documents:
        for file in document.files:
            path = PurePosixPath(file.path)
            key = str(path.parent / path.name.removesuffix(path.suffix))
            found[key] = (*found.get(key, ()), file.path)
    return found
