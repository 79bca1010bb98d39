"""开办：为新的年度或城市写出一套空的、带说明的 inputs 文件夹。"""

from reportgen.scaffold.init import InitReport, init_inputs

__all__ = ["InitReport", "init_inputs"]
