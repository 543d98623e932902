"""Operation ``prepare_buildings``: outlines of buildings become the building table of heat planning."""

from __future__ import annotations

from collections import Counter
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely

from ..checks import check_unique
from ..operation import Figure, Invariant, Output, Outputs, operation
from ..parameters.sets import load, load_file
from ..run import Run
from ..table import Array, Table
from . import fields as f
from . import heights as h
from .age_class import BY_CENSUS, BY_YEAR, AgeClasses, Years, age_classes, plan_years, years_of_construction
from .age_class import UNKNOWN as NOT_KNOWN
from .building_parameters import INPUTS, PARAMETERS, Settings
from .categories import categories, is_any_of, only_where
from .census import Dominant
from .function_codes import ASSIGNED, ASSIGNMENT_COLUMNS, GROUP, UNKNOWN, BuildingFunctions, resolve_functions
from .heated_share import MIXED, NON_RESIDENTIAL, RESIDENTIAL, HeatedShare, Limits, heated_share
from .reference_area import ReferenceAreas, reference_areas
from .roof_forms import Roofs, roofs
from .surroundings import Surroundings, surroundings
from .totals import total

_Numbers = npt.NDArray[np.float64]


@operation(
    "prepare_buildings",
    group="heat",
    title="Prepare buildings",
    title_de="Gebäude aufbereiten",
    inputs=INPUTS,
    parameters=PARAMETERS,
    outputs=[
        Output("result", "polygon", "Buildings, prepared", "Gebäude, aufbereitet", fields=f.BUILDING_FIELDS),
        Output("codes", "none", "Function codes", "Gebäudefunktionen", fields=f.CODE_FIELDS, optional=True),
    ],
    figures=[
        Figure("n_geb", "integer", "Buildings", "Gebäude"),
        Figure("n_fkt_zuordnung", "integer", "Function code assigned", "Gebäudefunktion zugeordnet"),
        Figure("n_fkt_gruppe", "integer", "Function code by group", "Gebäudefunktion nach Gruppe"),
        Figure("n_fkt_unbekannt", "integer", "Function code unknown", "Gebäudefunktion unbekannt"),
        Figure("n_hoehe_gemessen", "integer", "Heights measured", "Höhen gemessen"),
        Figure("n_hoehe_geschosse", "integer", "Heights from storeys", "Höhen aus Geschossen"),
        *(Figure(f"n_hoehe_{name}", "integer", f"Heights imputed, level {level}", f"Höhen ergänzt, Stufe {level}")
          for level, name in enumerate(h.MEDIANS, 1)),
        Figure("n_hoehe_vorgabe", "integer", "Heights by default storeys", "Höhen aus vorgegebenen Geschossen"),
        Figure("n_hoehe_fehlt", "integer", "Heights missing", "Höhen fehlen"),
        Figure("n_unbeheizt", "integer", "Buildings unheated", "Gebäude unbeheizt"),
        Figure("n_typ_unbekannt", "integer", "Residential type unknown", "Wohngebäudetyp unbekannt"),
        Figure("n_bak_unbekannt", "integer", "Age class unknown", "Baualtersklasse unbekannt"),
        Figure("grundflaeche_m2", "real", "Footprint", "Grundfläche", "m²"),
        Figure("ebf_wg_m2", "real", "Heated reference area, residential", "Beheizte Energiebezugsfläche Wohnen", "m²"),
        Figure("ebf_nwg_m2", "real", "Heated reference area, non-residential",
               "Beheizte Energiebezugsfläche Nichtwohnen", "m²"),
    ],
    invariants=[
        Invariant("buildings", "Number of buildings", "Zahl der Gebäude",
                  lambda inputs, outputs: (_count(inputs["buildings"]), _count(outputs.tables["result"]))),
        Invariant("footprint", "Sum of the footprints", "Summe der Grundflächen",
                  lambda inputs, outputs: (_footprint(inputs["buildings"]),
                                           total(outputs.tables["result"][f.GRUNDFLAECHE_M2.name]))),
    ],
)  # fmt: skip
def prepare_buildings(
    buildings: Table, heights: Table | None, census: Table | None, census_periods: Table | None,
    actual_use: Table | None, plans: Table | None, *, run: Run, **settings: Any,
) -> Outputs:  # fmt: skip
    """Turn outlines of buildings into the building table of heat planning: use, type, age, storeys, reference areas.

    Only the buildings with an ALKIS function code are needed. Every other layer makes the result better, and every
    value carries its origin in a column that ends in ``_q``.

    Method: Landesenergieagentur Sachsen-Anhalt (LENA), heat atlas, May 2025. Without ``code_fallback``,
    ``known_year`` and ``known_storeys`` it is followed to the letter.

    1. The function code gives sector (WG, NWG, gemischt, kein_bedarf), IWU type, storey height and area factor
       (``fkt_q``: direkt, zuordnung, gruppe, unbekannt). An unknown code gets no heat and is listed in ``codes``.
    2. Heights: LoD2, the building's own, LoD1, storeys times storey height; else the median of heated buildings of
       the same sector, IWU type, census type and settlement area (``median_1``), of the same sector, types and land
       use (``median_2``), of the same sector and types (``median_3``), of the same sector (``median_4``); else a
       default number of storeys (``vorgabe``). Heights from storeys lend to the medians like measured ones, but only
       measured heights decide whether a building is heated.
    3. Storeys: the known ones, else ``round(10 * height / storey height) / 10``, ties to even; ``geschosse_q`` names
       the median or default that an imputed height comes from.
    4. The 100 m census cell that wholly contains the building gives the dominant residential type and period. Of
       equal counts the smaller type and the older period win. A cell that does not contain it whole gives nothing.
    5. Age class: known year, else binding development plan (B-Plan before FNP; it must cover more than half of the
       footprint, of several the oldest), else census period.
    6. Reference areas: ``ebf_wg_m2`` and ``ebf_nwg_m2`` are heated areas, including storeys, attic and the split of
       mixed use, so that useful heat is their sum product with specific values per m² of energy reference area.

    A missing value of an optional column counts as unknown, as do 0 storeys and the year 0; a height of 0 counts as
    measured. Negative and infinite heights and storeys, heights above 500 m, more than 100 storeys, a repeated building
    id and a year that is none are refused with layer, field and rows. A building lies in the area of actual use that
    covers more than half of its footprint.

    The number of buildings and the sum of their footprints are kept.
    """
    given = Settings(settings)
    run.step(0.05, "Reading function codes")
    id_column = given.text("id_column")
    if id_column:
        check_unique(buildings, id_column)
    functions = _functions(buildings, given, run)
    run.step(0.15, "Matching heights")
    known = _known_heights(buildings, heights, given, run)
    roof = roofs(known.roof, run.uses(load("dachformen")))
    run.warn("Roof forms not recognised and taken as without attic: {names}.", len(roof.unknown),
             names=", ".join(roof.unknown))  # fmt: skip
    run.step(0.35, "Reading census and actual use")
    around = surroundings(buildings, census, census_periods, actual_use, given, run)
    run.step(0.6, "Filling in heights")
    footprint = shapely.area(buildings.shapes)
    limits = Limits(given.number("min_footprint"), given.number("min_height"), given.number("min_volume"))
    heated = heated_share(
        functions, footprint, known.measured, around.use, run.uses(load("beheizung_nutzungsarten")), limits
    )
    filled = _fill_heights(known, functions, heated, around, run)
    storeys = h.storeys_above_ground(filled, functions.storey_height)
    run.step(0.75, "Setting age classes")
    year = years_of_construction(buildings, given.text("year_column"))
    ages = _ages(buildings, year, plans, around, given, run)
    run.step(0.9, "Computing reference areas")
    areas = reference_areas(
        functions.sector, footprint, functions.area_factor, storeys[0], roof.attic_percent, heated.percent,
        around.kind.value, run.uses(load("wohnflaechenfaktoren")),
    )  # fmt: skip
    columns = {
        **_address(buildings, given),
        **_function_columns(functions),
        **_form_columns(footprint, filled, roof, storeys, heated),
        **_type_columns(functions.sector, around.kind, year, ages),
        **_area_columns(areas),
    }
    result = Table(
        {field.name: columns[field.name] for field in f.BUILDING_FIELDS},
        buildings.shapes, buildings.crs, "result", buildings.ids,
    )  # fmt: skip
    tables = {"result": result}
    if run.wants("codes"):
        tables["codes"] = functions.codes
    return Outputs(tables, _figures(result))


def _functions(buildings: Table, given: Settings, run: Run) -> BuildingFunctions:
    own_file = given.text("own_assignments")
    functions = resolve_functions(
        buildings.text(given.text("function_column")),
        run.uses(load("gebaeudefunktionen")),
        run.uses(load("gebaeudefunktion_zuordnung")),
        run.uses(load_file(own_file, ASSIGNMENT_COLUMNS)) if own_file else None,
        fallback=given.flag("code_fallback"),
    )
    origin = functions.codes[f.FKT_Q.name]
    number = functions.codes[f.N_GEB.name]
    run.warn("{count} building(s) took the row of an assigned function code.", int(number[origin == ASSIGNED].sum()))
    run.warn("{count} building(s) took the row of the group of their function code.",
             int(number[origin == GROUP].sum()))  # fmt: skip
    unknown = functions.codes[f.FKT.name][origin == UNKNOWN]
    run.warn("{count} building(s) have an unknown function code and get no heat: {codes}.",
             int(number[origin == UNKNOWN].sum()), codes=", ".join(code or "–" for code in unknown))  # fmt: skip
    return functions


def _known_heights(buildings: Table, others: Table | None, given: Settings, run: Run) -> h.Heights:
    keep_storeys = given.flag("known_storeys")
    own = h.Columns(given.text("height_column"), "", given.text("storeys_column") if keep_storeys else "",
                    given.text("roof_column"))  # fmt: skip
    other = h.Columns(given.text("lod2_height_column"), given.text("lod1_height_column"),
                      given.text("heights_storeys_column") if keep_storeys else "",
                      given.text("heights_roof_column"))  # fmt: skip
    rows = np.full(len(buildings), -1, dtype=np.intp)
    if others is not None:
        ids = given.text("id_column"), given.text("heights_id_column")
        rows = h.match_rows(buildings, others, ids, given.number("min_overlap_pct") / 100.0, run)
        run.warn("{count} building(s) match no feature of layer '{layer}'.", int((rows < 0).sum()), layer=others.name)
    return h.known_heights(buildings, own, others, other, rows, run)


def _fill_heights(
    known: h.Heights, functions: BuildingFunctions, heated: HeatedShare, around: Surroundings, run: Run
) -> h.Heights:
    filled = h.heights_from_storeys(known, functions.storey_height)
    sector = categories(functions.sector).codes()
    # an empty type is a group of its own
    gemod = np.nan_to_num(functions.gemod_type).astype(np.int64)
    kind = categories(around.kind.value).codes()
    types = (sector, gemod, kind)
    levels = ((*types, around.area), (*types, categories(around.use).codes()), types, (sector,))
    filled = h.impute_heights(filled, heated.percent > 0.0, levels)
    lived_in = is_any_of(functions.sector, RESIDENTIAL, MIXED)
    by_type = np.array([str(number) for number in gemod.tolist()], dtype=object)
    filled = h.default_heights(
        filled, functions.storey_height, functions.sector, np.where(lived_in, around.kind.value, by_type),
        run.uses(load("geschosse_vorgabe")),
    )  # fmt: skip
    for name in h.MEDIANS:
        run.warn("{count} height(s) were imputed as a median ({level}).", int((filled.origin == name).sum()),
                 level=name)  # fmt: skip
    run.warn("{count} height(s) come from a default number of storeys.", int((filled.origin == h.DEFAULT).sum()))
    return filled


def _ages(
    buildings: Table, year: _Numbers, plans: Table | None, around: Surroundings, given: Settings, run: Run
) -> AgeClasses:
    years = Years(np.full(len(buildings), np.nan), np.full(len(buildings), "", dtype=object))
    if plans is not None:
        years = plan_years(buildings, plans, given.text("plan_year_column"), given.text("plan_kind_column"), run)
    if given.flag("known_year"):
        known = ~np.isnan(year)
        years = Years(np.where(known, year, years.year), np.where(known, BY_YEAR, years.origin))
    return age_classes(
        years, around.period, around.kind.value, run.uses(load("baualtersklassen")), run.uses(load("zensusklassen"))
    )


def _address(buildings: Table, given: Settings) -> dict[str, Array]:
    def text(parameter: str, otherwise: Array) -> Array:
        name = given.text(parameter)
        return buildings.text(name) if name else otherwise

    nothing_known = np.full(len(buildings), None, dtype=object)
    return {
        f.GEB_ID.name: text("id_column", np.array([str(row) for row in buildings.ids.tolist()], dtype=object)),
        f.STRASSE.name: text("street_column", nothing_known),
        f.HAUSNR.name: text("house_number_column", nothing_known),
    }


def _function_columns(functions: BuildingFunctions) -> dict[str, Array]:
    return {
        f.FKT.name: functions.code,
        f.FKT_TABELLE.name: functions.row_code,
        f.FKT_Q.name: functions.origin,
        f.SEKTOR.name: functions.sector,
        f.GEMOD_TYP.name: functions.gemod_type,
    }


def _form_columns(
    footprint: _Numbers, filled: h.Heights, roof: Roofs, storeys: tuple[_Numbers, Array], heated: HeatedShare
) -> dict[str, Array]:
    return {
        f.GRUNDFLAECHE_M2.name: footprint,
        f.HOEHE_M.name: filled.height,
        f.HOEHE_Q.name: filled.origin,
        f.DACHFORM.name: roof.form,
        f.DG_FAKTOR_PCT.name: roof.attic_percent,
        f.GESCHOSSE.name: storeys[0],
        f.GESCHOSSE_Q.name: storeys[1],
        f.BEHEIZT_PCT.name: heated.percent,
        f.BEHEIZT_REGEL.name: heated.rule,
    }


def _type_columns(sector: Array, kind: Dominant, year: _Numbers, ages: AgeClasses) -> dict[str, Array]:
    lived_in = is_any_of(sector, RESIDENTIAL, MIXED)
    worked_in = is_any_of(sector, NON_RESIDENTIAL, MIXED)
    typed = lived_in & ~is_any_of(kind.value, "")
    return {
        f.TYP.name: only_where(typed, kind.value),
        f.TYP_PCT.name: np.where(typed, kind.share, np.nan),
        f.TYP_Q.name: only_where(lived_in, np.where(typed, BY_CENSUS, NOT_KNOWN)),
        f.BAUJAHR.name: year,
        f.BAK.name: only_where(lived_in, ages.residential),
        f.BAK_NWG.name: only_where(worked_in, ages.non_residential),
        f.BAK_Q.name: only_where(lived_in | worked_in, ages.origin),
    }


def _area_columns(areas: ReferenceAreas) -> dict[str, Array]:
    return {
        f.EBF_GESCHOSS_M2.name: areas.storey,
        f.EBF_WG_M2.name: areas.residential,
        f.EBF_NWG_M2.name: areas.non_residential,
        f.BGF_M2.name: areas.gross,
        f.A_C_REF_M2.name: areas.tabula,
    }


def _figures(result: Table) -> dict[str, float | int | str]:
    codes, heights, types, ages = (
        Counter(result[field.name].tolist()) for field in (f.FKT_Q, f.HOEHE_Q, f.TYP_Q, f.BAK_Q)
    )
    return {
        f.N_GEB.name: len(result),
        **{f"n_fkt_{origin}": codes[origin] for origin in (ASSIGNED, GROUP, UNKNOWN)},
        "n_hoehe_gemessen": sum(heights[origin] for origin in h.MEASURED),
        **{f"n_hoehe_{origin}": heights[origin] for origin in (h.STOREYS, *h.MEDIANS, h.DEFAULT, h.MISSING)},
        "n_unbeheizt": int((result[f.BEHEIZT_PCT.name] == 0.0).sum()),
        "n_typ_unbekannt": types[NOT_KNOWN],
        "n_bak_unbekannt": ages[NOT_KNOWN],
        **{field.name: total(result[field.name]) for field in (f.GRUNDFLAECHE_M2, f.EBF_WG_M2, f.EBF_NWG_M2)},
    }


def _count(table: Table | None) -> float:
    return float(len(table)) if table is not None else 0.0


def _footprint(table: Table | None) -> float:
    return total(shapely.area(table.shapes)) if table is not None else 0.0
