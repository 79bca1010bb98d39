"""排版：一册合订本一个任务，不合订的一件一个任务，交给执行器；任务互不依赖，次序不影响结果。"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass

from reportgen.drafts import Draft
from reportgen.model.catalogue import fault
from reportgen.model.document import Document, text_of
from reportgen.model.finding import Finding
from reportgen.model.source import Source
from reportgen.progress import Progress
from reportgen.publish import RenderedDocument, RenderedFile
from reportgen.render.fonts import FontSet
from reportgen.render.job import RenderedPaper, render_document
from reportgen.render.volume import RenderedVolume, VolumeItem, render_volume


@dataclass(frozen=True, slots=True)
class Volume:
    """排好的一册合订本。"""

    name: str
    data: bytes
    pages: int


@dataclass(frozen=True)
class Printed:
    """排版的结果。

    Attributes:
        documents: 各件公文，与草稿次序相同。volumes: 合订本。notices: 排版中的提醒（缺字等）。
    """

    documents: tuple[RenderedDocument, ...]
    volumes: tuple[Volume, ...]
    notices: tuple[Finding, ...]


def print_drafts(
    drafts: Sequence[Draft],
    covers: Mapping[str, Document],
    fonts: FontSet,
    font_names: Mapping[str, str],
    progress: Progress,
    executor: Executor | None = None,
) -> Printed:
    """排出全部公文和合订本。

    Args:
        covers: 双面打印的合订本的名称 → 它的分发清单；不在其中的是挂图，单面打印。
        font_names: DOCX 写的字体名。
    """
    volumes = {name: [draft for draft in drafts if draft.paper.volume == name] for name in _volume_names(drafts)}
    single = [draft for draft in drafts if not draft.paper.volume]
    papers: dict[str, RenderedPaper] = {}
    bound: list[Volume] = []
    notices: list[Finding] = []
    with _executor(executor, len(volumes) + len(single)) as pool:
        # 合订本费时最多，先交出去。
        bindings = {
            name: pool.submit(
                render_volume,
                _items(chosen),
                fonts,
                dict(font_names),
                title=name,
                is_duplex=name in covers,
                cover=covers.get(name),
            )
            for name, chosen in volumes.items()
        }
        jobs = [
            pool.submit(render_document, item.document, item.paper.formats, fonts, dict(font_names)) for item in single
        ]
        with _reporting(progress, len(bindings) + len(jobs)):
            for name, binding in bindings.items():
                progress.step(name)
                volume = binding.result()
                papers |= _papers_of(volumes[name], volume)
                bound.append(Volume(name, volume.bound, volume.pages))
                notices += _notices(f"{name}.pdf", volume.notices)
            for item, rendered in _results(single, jobs, progress):
                papers[item.path] = rendered
    for item in drafts:
        notices += _notices(item.path, papers[item.path].notices)
    finished = tuple(_finished(item, papers[item.path]) for item in drafts)
    return Printed(finished, tuple(bound), tuple(notices))


def _volume_names(drafts: Sequence[Draft]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(draft.paper.volume for draft in drafts if draft.paper.volume))


def _items(drafts: Sequence[Draft]) -> list[VolumeItem]:
    """合订本的各件；书签用成品的文件名，同一种公文的各件才分得开。"""
    return [VolumeItem(draft.document, draft.paper.formats, draft.path.rpartition("/")[2]) for draft in drafts]


def _papers_of(drafts: Sequence[Draft], volume: RenderedVolume) -> dict[str, RenderedPaper]:
    return {draft.path: paper for draft, paper in zip(drafts, volume.papers, strict=True)}


def _results(
    drafts: Sequence[Draft], jobs: Sequence[Future[RenderedPaper]], progress: Progress
) -> Iterator[tuple[Draft, RenderedPaper]]:
    for draft, job in zip(drafts, jobs, strict=True):
        progress.step(draft.paper.name)
        yield draft, job.result()


def _finished(draft: Draft, rendered: RenderedPaper) -> RenderedDocument:
    files = (
        RenderedFile(f"{draft.path}.{name.lower()}", data, name, rendered.pages)
        for name, data in rendered.files.items()
    )
    return RenderedDocument(draft.paper.kind, text_of(draft.document.title), draft.recipients, tuple(files))


def _notices(path: str, notices: Sequence[str]) -> list[Finding]:
    return [fault(Source(path, "", "", ""), "W501", notice) for notice in notices]


@contextmanager
def _reporting(progress: Progress, steps: int) -> Iterator[None]:
    progress.start(steps)
    try:
        yield
    finally:
        progress.done()


@contextmanager
def _executor(given: Executor | None, jobs: int) -> Iterator[Executor]:
    """调用者给的执行器，或本机进程池；后者用完即关。"""
    if given is not None:
        yield given
        return
    with ProcessPoolExecutor(max_workers=max(1, min(jobs, os.cpu_count() or 1))) as pool:
        yield pool
