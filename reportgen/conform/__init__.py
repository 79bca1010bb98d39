"""核验：量交付的 DOCX 和 PDF，逐条对照 GB/T 9704—2012，不看生成时的设置。

数值只取自 :mod:`reportgen.conform.table`，不与排版共用常数。
"""
