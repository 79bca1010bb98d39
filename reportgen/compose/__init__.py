"""公文稿 → :class:`~reportgen.model.document.Document`：选词用 Jinja，结构看公文序号，写法见 docs/公文稿.md。"""
