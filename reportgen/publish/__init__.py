"""出文：把排好的文件整版写到 outputs/，旧版收存，别的月份不动。"""

from __future__ import annotations

from reportgen.publish.edition import Shelf, publish_aside, publish_edition, publish_notice
from reportgen.publish.folder import differences, paper_names
from reportgen.publish.freeze import freeze, is_frozen, unfreeze
from reportgen.publish.lock import lock_outputs
from reportgen.publish.manifest import TRACES_NAME, Manifest, read_figures, read_manifest
from reportgen.publish.outputs import prepare_outputs, published_months
from reportgen.publish.packet import publish_packet
from reportgen.publish.values import FontUse, KeptFile, PublishReport, RenderedDocument, RenderedFile
from reportgen.publish.verify import Fault, Problem, verify_edition

__all__ = [
    "TRACES_NAME",
    "Fault",
    "FontUse",
    "KeptFile",
    "Manifest",
    "Problem",
    "PublishReport",
    "RenderedDocument",
    "RenderedFile",
    "Shelf",
    "differences",
    "freeze",
    "is_frozen",
    "lock_outputs",
    "paper_names",
    "prepare_outputs",
    "publish_aside",
    "publish_edition",
    "publish_notice",
    "publish_packet",
    "published_months",
    "read_figures",
    "read_manifest",
    "unfreeze",
    "verify_edition",
]
