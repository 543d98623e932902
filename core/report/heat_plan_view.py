"""What the report of a heat plan says, as numbers: sums by group and class, never a single building.

Every heat that the view holds belongs to at least :data:`SMALLEST_GROUP` heated buildings: smaller groups are merged,
smaller classes are hidden together with as many others as it takes, smaller sections and blocks are not listed.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..geometry.containment import containing_polygon
from ..geometry.measure import centroids_xy
from ..heat import fields as f
from ..operation import Field
from ..run import Result
from ..styles.scales import NO_HEAT_COLOUR, NO_HEAT_TEXT, Scale
from ..table import Array, Table

SMALLEST_GROUP = 5
"""Fewest heated buildings of a listed section or block (WPG § 10 (2): at least five neighbouring house numbers)."""

OTHER = "*"
"""Code of the group that holds all groups of fewer buildings."""

_TOP_ROWS = 12
_CURVE_STEPS = 50


@dataclass(frozen=True)
class Group:
    """Buildings of one kind: their number, heated reference area in m² and useful heat in kWh/a."""

    code: str
    buildings: int
    heated: int
    area_m2: float
    heat_kwh: float


@dataclass(frozen=True)
class ClassSum:
    """Sections, blocks or cells of one density class; ``size`` is their length in m or area in ha.

    ``shown`` is false for a class whose heat would tell about too few buildings.
    """

    label: str
    meaning: str
    colour: str
    rows: int
    size: float
    heated: int
    heat_kwh: float
    shown: bool


@dataclass(frozen=True)
class TopRow:
    """One of the densest sections or blocks."""

    label: str
    heated: int
    size: float
    heat_kwh: float
    density: float


@dataclass(frozen=True)
class DensityView:
    """A density by class (the first has no heat), its sorted cumulative curve and its densest rows."""

    scale: Scale
    classes: tuple[ClassSum, ...]
    curve: tuple[tuple[float, float], ...]
    top: tuple[TopRow, ...]
    unlisted: int

    @property
    def size(self) -> float:
        return sum(row.size for row in self.classes)

    @property
    def heat_kwh(self) -> float:
        return sum(row.heat_kwh for row in self.classes)

    def size_share_for(self, heat_share: float) -> float:
        """Return which share of length or area, the densest first, holds a share of the heat."""
        shares = np.array(self.curve)
        return float(np.interp(heat_share, shares[:, 1], shares[:, 0]))


@dataclass(frozen=True)
class HeatPlanView:
    """Everything the report shows except maps and run records."""

    buildings: int
    heated: int
    heat_kwh: float
    peak_kw: float
    area_m2: float
    by_sector: tuple[Group, ...]
    by_type: tuple[Group, ...]
    """Residential buildings; empty when so few others are heated that a difference of totals would tell about them."""
    by_age: tuple[Group, ...]
    lines: DensityView
    blocks: DensityView
    grid: DensityView
    origins: tuple[tuple[Field, tuple[Group, ...]], ...]
    without_section: Group
    without_block: Group


def build_view(result: Result, line_scale: Scale, area_scale: Scale) -> HeatPlanView:
    """Return the view of a result of ``heat_plan``."""
    tables = result.outputs.tables
    buildings = tables["heat_buildings"]
    heat, area = buildings[f.Q_NUTZ_KWH.name], _heated_area(buildings)
    lines, blocks, grid = tables["heat_lines"], tables["heat_blocks"], tables["heat_grid"]
    lived_in = np.isin(buildings[f.SEKTOR.name].astype(str), ("WG", "gemischt"))
    others = int(np.count_nonzero((heat > 0) & ~lived_in))
    # what the totals of all buildings and of residential ones differ by must not be a single building
    told = lived_in if not 0 < others < SMALLEST_GROUP else np.zeros_like(lived_in)
    points = centroids_xy(buildings.shapes[heat > 0])
    return HeatPlanView(
        buildings=len(buildings),
        heated=int(np.count_nonzero(heat > 0)),
        heat_kwh=float(heat.sum()),
        peak_kw=float(np.nansum(buildings[f.P_KW.name])),
        area_m2=float(area.sum()),
        by_sector=group_sums(buildings.text(f.SEKTOR.name), area, heat),
        by_type=group_sums(buildings.text(f.TYP.name)[told], area[told], heat[told]),
        by_age=group_sums(buildings.text(f.BAK.name)[told], area[told], heat[told], by_code=True),
        lines=density_view(line_scale, lines, f.WLD_MWH_M, lines[f.LAENGE_M.name],
                           _heated_by_section(lines, tables["connectors"]), _section_names(lines)),
        blocks=density_view(area_scale, blocks, f.WVD_MWH_HA, blocks[f.FLAECHE_HA.name], _heated_in(blocks, points),
                            [f"Baublock {number}" for number in blocks[f.BLOCK_ID.name].tolist()]),
        grid=density_view(area_scale, grid, f.WVD_MWH_HA, np.ones(len(grid)), _heated_in(grid, points),
                          grid[f.GITTER_ID.name].tolist()),
        origins=_origins(buildings, heat, area, lived_in),
        without_section=_rest(tables["outside_sections"]),
        without_block=_rest(tables["outside_blocks"]),
    )  # fmt: skip


def group_sums(codes: Array, area_m2: Array, heat_kwh: Array, *, by_code: bool = False) -> tuple[Group, ...]:
    """Return sums per code, the most heat first or in the order of the codes; a missing code is the empty one."""
    if not len(codes):
        return ()
    names, member = np.unique(np.array([code or "" for code in codes.tolist()]), return_inverse=True)
    sums = (
        np.bincount(member),
        np.bincount(member[heat_kwh > 0], minlength=len(names)),
        np.bincount(member, area_m2),
        np.bincount(member, heat_kwh),
    )
    groups = [Group(*row) for row in zip(names.tolist(), *(values.tolist() for values in sums), strict=True)]
    groups = _merge_small(groups)
    return tuple(groups if by_code else sorted(groups, key=lambda group: -group.heat_kwh))


def _merge_small(groups: list[Group]) -> list[Group]:
    """Merge groups of too few heated buildings into :data:`OTHER`, with the next smallest if they still are too few."""
    rising = sorted((group for group in groups if group.heated), key=lambda group: group.heated)
    small = [group for group in rising if group.heated < SMALLEST_GROUP]
    if not small or len(rising) == 1:
        return groups
    while sum(group.heated for group in small) < SMALLEST_GROUP and len(small) < len(rising):
        small = rising[: len(small) + 1]
    merged = Group(
        OTHER,
        sum(group.buildings for group in small),
        sum(group.heated for group in small),
        sum(group.area_m2 for group in small),
        sum(group.heat_kwh for group in small),
    )
    return [*(group for group in groups if group not in small), merged]


def density_view(
    scale: Scale, table: Table, density_field: Field, size: Array, heated: Array, labels: list[str]
) -> DensityView:
    """Return the view of a density layer; ``size`` in m or ha, ``heated`` buildings and ``labels`` per row (n,)."""
    density, heat = table[density_field.name], table[f.Q_KWH.name]
    order = np.lexsort((np.arange(len(table)), -density))
    listed = [row for row in order.tolist() if heated[row] >= SMALLEST_GROUP]
    top = tuple(
        TopRow(labels[row], int(heated[row]), float(size[row]), float(heat[row]), float(density[row]))
        for row in listed[:_TOP_ROWS]
    )
    return DensityView(
        scale,
        _class_sums(scale, density, size, heat, heated),
        _curve(size[order], heat[order]),
        top,
        int(np.count_nonzero((heat > 0) & (heated < SMALLEST_GROUP))),
    )


def _class_sums(scale: Scale, density: Array, size: Array, heat: Array, heated: Array) -> tuple[ClassSum, ...]:
    slot, slots = scale.index(density) + 1, len(scale.classes) + 1
    rows, sizes, numbers, heats = (
        np.bincount(slot, weights, minlength=slots) for weights in (None, size, heated, heat)
    )
    shown = _shown(numbers, heats > 0)
    texts = [(NO_HEAT_TEXT, "", NO_HEAT_COLOUR)]
    texts += [(scale.range_text(n), item.meaning, item.colour) for n, item in enumerate(scale.classes)]
    return tuple(
        ClassSum(*texts[n], int(rows[n]), float(sizes[n]), int(numbers[n]), float(heats[n]), bool(shown[n]))
        for n in range(slots)
    )


def _shown(heated: Array, has_heat: Array) -> Array:
    """Return which classes may show their heat, given their heated buildings; a class without heat always may."""
    hidden = has_heat & (heated < SMALLEST_GROUP)
    for position in np.argsort(heated, kind="stable").tolist():
        if not hidden.any() or heated[hidden].sum() >= SMALLEST_GROUP:
            break
        # the total is known: too little hidden could be worked out from it
        hidden[position] |= has_heat[position]
    return ~hidden


def _curve(size: Array, heat: Array) -> tuple[tuple[float, float], ...]:
    """Return shares of size and heat, both summed from the densest row on, in steps too wide to show a single row."""
    if not size.sum() > 0 or not heat.sum() > 0:
        return ((0.0, 0.0), (1.0, 1.0))
    at = np.linspace(0.0, 1.0, _CURVE_STEPS + 1)
    share = np.interp(at, np.append(0.0, np.cumsum(size) / size.sum()), np.append(0.0, np.cumsum(heat) / heat.sum()))
    return tuple(zip(at.tolist(), share.tolist(), strict=True))


def _heated_by_section(lines: Table, connectors: Table) -> Array:
    ids = lines[f.STR_ID.name]
    order = np.argsort(ids)
    found = np.searchsorted(ids[order], connectors[f.STR_ID.name][connectors[f.Q_NUTZ_KWH.name] > 0])
    return np.bincount(order[found], minlength=len(lines))


def _heated_in(areas: Table, points: Array) -> Array:
    """Return how many points lie in each area; too few rather than too many where a building reaches over a border."""
    area = containing_polygon(points, areas.shapes)
    return np.bincount(area[area >= 0], minlength=len(areas))


def _origins(
    buildings: Table, heat: Array, area: Array, lived_in: Array
) -> tuple[tuple[Field, tuple[Group, ...]], ...]:
    """Return where the data of heated buildings come from; type and age class count where people live."""
    of_all = ((f.FKT_Q, heat > 0), (f.HOEHE_Q, heat > 0), (f.GESCHOSSE_Q, heat > 0),
              (f.TYP_Q, lived_in & (heat > 0)), (f.BAK_Q, heat > 0), (f.Q_NUTZ_Q, heat > 0))  # fmt: skip
    return tuple(
        (field, group_sums(buildings.text(field.name)[rows], area[rows], heat[rows])) for field, rows in of_all
    )


def _heated_area(buildings: Table) -> Array:
    return np.asarray(np.nan_to_num(buildings[f.EBF_WG_M2.name]) + np.nan_to_num(buildings[f.EBF_NWG_M2.name]))


def _section_names(lines: Table) -> list[str]:
    names = [name or "ohne Namen" for name in lines.text(f.STR_NAME.name).tolist()]
    return [f"{name} (Abschnitt {number})" for name, number in zip(names, lines[f.STR_ID.name].tolist(), strict=True)]


def _rest(table: Table) -> Group:
    heat = table[f.Q_NUTZ_KWH.name]
    return Group("", len(table), int(np.count_nonzero(heat > 0)), 0.0, float(heat.sum()))
