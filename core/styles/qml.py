"""Styles as QML, the style format of QGIS (written as QGIS 3.40 writes it; newer versions read it too).

The stable Python interface of QGIS offers no way to give a 3D symbol a height from data, its style files do.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from ..markup import Element, join, tag
from ..operation import Field
from .style import Area, Entry, Labels, Stroke, Style, Symbol

FONT_FAMILIES = ("Arial", "DejaVu Sans", "Liberation Sans", "Noto Sans", "Helvetica", "Segoe UI")
"""Fonts for labels; QGIS takes the first that is installed, and warns when none is."""

_HEADER = "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n"
_CATEGORIES = "Symbology|Symbology3D|Labeling|MapTips|Rendering|Elevation"
_GEOMETRY = {"line": ("line", 1), "polygon": ("fill", 2)}
_NO_LIMIT = 1e15  # an open class needs an upper limit in the file
_ALWAYS_VISIBLE = 100_000_000


def write_qml(style: Style, fields: Sequence[Field] = ()) -> str:
    """Return the style as text of a QML file; ``fields`` give the columns their German titles with unit."""
    root = {
        "version": "3.40.0",
        "styleCategories": _CATEGORIES + ("|Fields" if fields else ""),
        "labelsEnabled": int(style.labels is not None),
        "hasScaleBasedVisibilityFlag": int(style.visible_from > 0),
        "minScale": style.visible_from or _ALWAYS_VISIBLE,
        "maxScale": 0,
        "simplifyDrawingHints": 1,
        "simplifyDrawingTol": 1,
        "simplifyLocal": 1,
        "simplifyMaxScale": 1,
        "simplifyAlgorithm": 0,
        "symbologyReferenceScale": -1,
    }
    return _HEADER + tag(
        "qgis",
        root,
        _renderer_3d(style) if style.height else None,
        _elevation(style),
        _renderer(style),
        _labeling(style.labels, style.geometry) if style.labels else None,
        tag("blendMode", None, "0"),
        tag("featureBlendMode", None, "0"),
        tag("layerOpacity", None, f"{style.opacity:g}"),
        tag("mapTip", {"enabled": 1}, style.map_tip),
        tag("aliases", None, (_alias(field) for field in fields)) if fields else None,
        tag("layerGeometryType", None, _GEOMETRY[style.geometry][1]),
    )


def _alias(field: Field) -> Element:
    return tag("alias", {"field": field.name, "name": field.title_de + (f" [{field.unit}]" if field.unit else "")})


def _renderer(style: Style) -> Element:
    kind = {"single": "singleSymbol", "graded": "graduatedSymbol", "categories": "categorizedSymbol"}[style.kind]
    attributes: dict[str, object] = {
        "type": kind, "symbollevels": 0, "enableorderby": 0, "forceraster": 0, "referencescale": -1,
    }  # fmt: skip
    symbols = tag("symbols", None, (_symbol(entry.symbol, str(n), style) for n, entry in enumerate(style.entries)))
    if style.kind == "single":
        return tag("renderer-v2", attributes, symbols)
    attributes["attr"] = style.attribute
    if style.kind == "categories":
        listed = tag("categories", None, (_category(entry, n) for n, entry in enumerate(style.entries)))
        return tag("renderer-v2", attributes, listed, symbols)
    attributes["graduatedMethod"] = "GraduatedColor"
    listed = tag("ranges", None, (_range(entry, n) for n, entry in enumerate(style.entries)))
    return tag("renderer-v2", attributes, listed, symbols, tag("classificationMethod", {"id": "Custom"}))


def _category(entry: Entry, position: int) -> Element:
    return tag("category", {
        "render": "true", "symbol": position, "value": entry.value, "type": "string" if entry.value else "NULL",
        "label": entry.label,
    })  # fmt: skip


def _range(entry: Entry, position: int) -> Element:
    upper = _NO_LIMIT if math.isinf(entry.upper) else entry.upper
    return tag("range", {
        "render": "true", "symbol": position, "lower": f"{entry.lower:.15f}", "upper": f"{upper:.15f}",
        "label": entry.label,
    })  # fmt: skip


def _symbol(symbol: Symbol, name: str, style: Style) -> Element:
    kind = _GEOMETRY[style.geometry][0]
    return tag(
        "symbol",
        {"name": name, "type": kind, "alpha": 1, "clip_to_extent": 1, "force_rhr": 0},
        (_symbol_layer(part) for part in symbol),
    )


def _symbol_layer(part: Stroke | Area) -> Element:
    if isinstance(part, Stroke):
        return _layer("SimpleLine", _stroke_options(part))
    if part.hatch:
        lines = tag("symbol", {"name": "@0@0", "type": "line", "alpha": 1, "clip_to_extent": 1, "force_rhr": 0},
                    _layer("SimpleLine", _stroke_options(Stroke(part.colour, 0.2))))  # fmt: skip
        return _layer("LinePatternFill", {
            "angle": "45", "color": _colour(part.colour), "distance": "1.4", "distance_unit": "MM",
            "line_width": "0.2", "line_width_unit": "MM",
        }, lines)  # fmt: skip
    return _layer("SimpleFill", {
        "color": _colour(part.colour or "#ffffff"),
        "style": "solid" if part.colour else "no",
        "outline_color": _colour(part.outline or "#000000"),
        "outline_style": "solid" if part.outline else "no",
        "outline_width": f"{part.outline_mm:g}",
        "outline_width_unit": "MM",
        "joinstyle": "bevel",
    })  # fmt: skip


def _stroke_options(part: Stroke) -> dict[str, str]:
    return {
        "line_color": _colour(part.colour),
        "line_style": "solid",
        "line_width": f"{part.metres or part.width_mm:g}",
        "line_width_unit": "RenderMetersInMapUnits" if part.metres else "MM",
        # smallest and largest scale (none), then least and greatest width in mm
        "width_map_unit_scale": f"3x:0,0,1,{part.least_mm:g},1,{part.width_mm:g}" if part.metres else "3x:0,0,0,0,0,0",
        "capstyle": "flat" if part.dash else "round",
        "joinstyle": "round",
        "use_custom_dash": "1" if part.dash else "0",
        "customdash": part.dash or "5;2",
        "customdash_unit": "MM",
    }


def _layer(kind: str, options: Mapping[str, str], *children: Element) -> Element:
    listed = (tag("Option", {"type": "QString", "name": name, "value": value}) for name, value in options.items())
    return tag("layer", {"class": kind, "enabled": 1, "locked": 0},
               tag("Option", {"type": "Map"}, listed), *children)  # fmt: skip


def _colour(colour: str) -> str:
    """Return ``#rrggbb`` or ``#rrggbbaa`` as QGIS lists colours."""
    channels = [int(colour[start : start + 2], 16) for start in range(1, len(colour), 2)]
    return ",".join(str(value) for value in (*channels, 255)[:4])


def _labeling(labels: Labels, geometry: str) -> Element:
    placement = {"line": 3, "polygon": 1}[geometry] if labels.along_line or geometry == "polygon" else 2
    text = tag(
        "text-style",
        {
            "fieldName": labels.expression, "isExpression": 1, "fontFamily": FONT_FAMILIES[0],
            "fontSize": labels.size_pt, "fontSizeUnit": "Point", "fontWeight": 50,
            "textColor": _colour(labels.colour), "textOpacity": 1,
            "allowHtml": 0, "capitalization": 0, "multilineHeight": 1, "multilineHeightUnit": "Percentage",
            "fontKerning": 1, "previewBkgrdColor": "255,255,255,255",
        },
        tag("families", None, (tag("family", {"name": name}) for name in FONT_FAMILIES[1:])),
        tag("text-buffer", {
            "bufferDraw": 1, "bufferSize": 0.8, "bufferSizeUnits": "MM", "bufferColor": "255,255,255,255",
            "bufferOpacity": 0.85, "bufferNoFill": 1, "bufferJoinStyle": 128, "bufferBlendMode": 0,
        }),
    )  # fmt: skip
    settings = tag(
        "settings",
        {"calloutType": "simple"},
        text,
        tag("text-format", {"multilineAlign": 3, "decimals": 3, "autoWrapLength": 0, "useMaxLineLengthForAutoWrap": 1}),
        tag("placement", {
            "placement": placement, "placementFlags": 9, "priority": 5, "dist": 0, "distUnits": "MM", "quadOffset": 4,
            "polygonPlacementFlags": 2, "centroidInside": 1, "centroidWhole": 0, "offsetType": 0, "offsetUnits": "MM",
            "xOffset": 0, "yOffset": 0, "repeatDistance": 0, "repeatDistanceUnits": "MM",
            "rotationUnit": "AngleDegrees",
            "maxCurvedCharAngleIn": 25, "maxCurvedCharAngleOut": -25, "overlapHandling": "PreventOverlap",
            "lineAnchorPercent": 0.5, "lineAnchorType": 0, "overrunDistance": 0, "overrunDistanceUnit": "MM",
        }),
        tag("rendering", {
            "drawLabels": 1, "scaleVisibility": 1, "scaleMin": 0, "scaleMax": labels.from_scale, "mergeLines": 1,
            "obstacle": 1, "obstacleFactor": 1, "obstacleType": 1, "fontMinPixelSize": 3, "fontMaxPixelSize": 10000,
            "maxNumLabels": 2000, "minFeatureSize": 0, "unplacedVisibility": 0, "upsidedownLabels": 0, "zIndex": 0,
        }),
    )  # fmt: skip
    return tag("labeling", {"type": "simple"}, settings)


def _renderer_3d(style: Style) -> Element:
    by_class = _colour_expression(style)
    dark = f"darker({by_class}, 220)"
    symbol = tag(
        "symbol",
        {"type": "polygon", "material_type": "phong"},
        tag("data", {
            "alt-clamping": "terrain", "alt-binding": "centroid", "offset": 0, "extrusion-height": 6,
            "culling-mode": "no-culling", "invert-normals": 0, "add-back-faces": 0, "rendered-facade": 3,
        }),
        tag("material", {
            "diffuse": "200,200,200,255", "ambient": "90,90,90,255", "specular": "20,20,20,255", "shininess": 0,
            "opacity": 1, "ka": 1, "kd": 1, "ks": 1,
        }, _data_defined({"diffuse": by_class, "ambient": dark})),
        _data_defined({"extrusionHeight": style.height}),
        tag("edges", {"enabled": 0, "width": 1, "color": "90,90,90,255"}),
    )  # fmt: skip
    tiling = tag("vector-layer-3d-tiling", {"zoom-levels-count": 3, "show-bounding-boxes": 0})
    return tag("renderer-3d", {"type": "vector", "layer": ""}, tiling, symbol)


def _colour_expression(style: Style) -> str:
    """Return an expression for the fill colour of a feature, following the classes of the style."""
    colours = [next((part.colour for part in entry.symbol if isinstance(part, Area) and part.colour), "#cccccc")
               for entry in style.entries]  # fmt: skip
    if style.kind == "single":
        return f"'{colours[0]}'"
    cases = [
        f"WHEN {_condition(style, entry)} THEN '{colour}'"
        for entry, colour in zip(style.entries, colours, strict=True)
        if style.kind == "graded" or entry.value
    ]
    return f"CASE {' '.join(cases)} ELSE '#cccccc' END"


def _condition(style: Style, entry: Entry) -> str:
    if style.kind == "categories":
        return f"({style.attribute}) = '{entry.value}'"
    upper = "" if math.isinf(entry.upper) else f" AND ({style.attribute}) <= {entry.upper:.15g}"
    return f"({style.attribute}) >= {entry.lower:.15g}{upper}"


def _elevation(style: Style) -> Element:
    return tag(
        "elevation",
        {
            "type": "IndividualFeatures", "clamping": "Terrain", "binding": "Centroid", "zoffset": 0, "zscale": 1,
            "extrusionEnabled": int(bool(style.height)), "extrusion": 0, "respectLayerSymbol": 1, "symbology": "Line",
            "showMarkerSymbolInSurfacePlots": 0,
        },
        _data_defined({"ExtrusionHeight": style.height}) if style.height else None,
    )  # fmt: skip


def _data_defined(expressions: Mapping[str, str]) -> Element:
    properties = (
        tag("Option", {"type": "Map", "name": name}, _options(
            ("active", "bool", "true"), ("expression", "QString", expression), ("type", "int", "3"),
        ))
        for name, expression in expressions.items()
    )  # fmt: skip
    return tag("data-defined-properties", None, tag("Option", {"type": "Map"}, join((
        tag("Option", {"name": "name", "type": "QString", "value": ""}),
        tag("Option", {"name": "properties", "type": "Map"}, properties),
        tag("Option", {"name": "type", "type": "QString", "value": "collection"}),
    ))))  # fmt: skip


def _options(*options: tuple[str, str, str]) -> Element:
    return join(tag("Option", {"name": name, "type": kind, "value": value}) for name, kind, value in options)
