"""Help pages: Markdown files, shown as HTML."""

from __future__ import annotations

import inspect
import re

from qgis.PyQt.QtCore import QUrl
from qgis.PyQt.QtGui import QTextDocument

from ..core.operation import Operation
from ..paths import help_file
from ..translation import language


def help_html(operation: Operation) -> str:
    """Return the help page of an operation as HTML; the docstring when there is no page."""
    file = help_file(operation.name, language())
    text = file.read_text(encoding="utf-8") if file else inspect.cleandoc(operation.function.__doc__ or "")
    document = QTextDocument()
    document.setMarkdown(text)
    body = re.search(r"<body[^>]*>(.*)</body>", document.toHtml(), re.DOTALL)
    # QGIS sets the margins itself and makes a paragraph of every line
    page = re.sub(r'(<(?!span)\w+) style="[^"]*"', r"\1", body.group(1)) if body else ""
    return page.replace("\n", " ").strip()


def help_url(operation: Operation) -> str:
    """Return where the help page of an operation lies; empty when there is none."""
    file = help_file(operation.name, language())
    return QUrl.fromLocalFile(str(file)).toString() if file else ""
