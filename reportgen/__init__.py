"""reportgen：把项目清单与月度填报表变成格式合规的公文（DOCX 与 PDF）。

数据流即目录：read → check → evaluate → compose → render → publish，
各阶段只共用 ``model`` 中不可变的值，见 docs/架构.md。
"""

__version__ = "0.1.0"
