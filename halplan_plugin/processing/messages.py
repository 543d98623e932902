"""Texts of the core in the language of the interface: the core gives a template and values, never a sentence."""

from __future__ import annotations

from ..core.errors import HalplanError
from ..core.operation import Figure
from ..core.run import Residual, Warned
from ..translation import title_of, tr


def error_text(error: HalplanError) -> str:
    """Return what is wrong and what to do about it."""
    return " ".join(tr(part).format(**error.params) for part in (error.template, error.hint) if part)


def warning_text(warning: Warned) -> str:
    """Return a warning with its count."""
    return tr(warning.template).format(count=warning.count, **warning.params)


def figure_text(figure: Figure, value: float | int | str) -> str:
    """Return a figure of the result for the log: ``Useful heat [kWh/a]: 1,234.5``."""
    shown = value if isinstance(value, str) else f"{value:,.1f}" if isinstance(value, float) else f"{value:,}"
    return f"{title_of(figure)}: {shown}"


def residual_text(residual: Residual) -> str:
    """Return what the log says about a sum that closes."""
    return tr("Balance '{title}' closes: {left} and {right}, relative difference {residual}.").format(
        title=tr(residual.title, residual.name),
        left=f"{residual.left:,.3f}",
        right=f"{residual.right:,.3f}",
        residual=f"{residual.residual:.1e}",
    )
