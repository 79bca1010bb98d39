"""出文：把排好的文件整版写到 outputs/，旧版收存，别的月份不动。"""

from __future__ import annotations

from reportgen.publish.edition import publish_edition, publish_mails, publish_notice, publish_review
from reportgen.publish.folder import differences
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
    "differences",
    "freeze",
    "is_frozen",
    "lock_outputs",
    "prepare_outputs",
    "publish_edition",
    "publish_mails",
    "publish_notice",
    "publish_packet",
    "publish_review",
    "published_months",
    "read_figures",
    "read_manifest",
    "unfreeze",
    "verify_edition",
]
