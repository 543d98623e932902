"""Heat planning, land-use analysis and participation on column tables, without Qt and without QGIS."""

__version__ = "0.1.0"
