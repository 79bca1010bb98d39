"""异常：只用于“无法继续”的情形，数据差错一律以 :class:`~reportgen.model.finding.Finding` 返回。"""

from __future__ import annotations


class ReportgenError(Exception):
    """一切可以向使用者解释的中止；消息为中文，说明地点、原因和补救办法。"""

    exit_code = 3


class UsageError(ReportgenError):
    """命令或配置用法不对，例如指定的月份没有填报表。"""

    exit_code = 2


class TemplateError(ReportgenError):
    """公文稿有误；``template`` 与 ``line`` 指出位置（行号从 1 起）。"""

    exit_code = 1

    def __init__(self, template: str, line: int, message: str, fix: str = "") -> None:
        self.template = template
        self.line = line
        self.message = message
        self.fix = fix
        text = f"公文稿 {template} 第{line}行：{message}"
        super().__init__(f"{text}\n  修改：{fix}" if fix else text)


class RenderError(ReportgenError):
    """排版失败，例如引用了包外资源或缺少字体。"""


class PublishError(ReportgenError):
    """成品无法写出：磁盘、权限、占用或另一次运行尚未结束。"""
