"""预览：边改公文稿边在浏览器里看排好的页面，差错指到公文稿的行。"""

from reportgen.preview.server import serve
from reportgen.preview.studio import Studio

__all__ = ["Studio", "serve"]
