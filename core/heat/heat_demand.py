"""Operation ``heat_demand``: useful heat and peak load of every building."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ..errors import ParameterError
from ..operation import Choice, Figure, File, Invariant, Layer, Output, Outputs, operation
from ..parameters.sets import ParameterSet, load, load_file
from ..run import Run
from ..table import Array, Table
from . import fields as f
from .categories import is_any_of
from .full_load_hours import HOURS_COLUMNS, full_load_hours, peak_load
from .heated_share import NO_DEMAND, NON_RESIDENTIAL, RESIDENTIAL
from .reference_area import check_areas
from .specific_values import (
    OWN_COLUMNS,
    SpecificHeat,
    catalogue_residential,
    has_part,
    iwu_non_residential,
    lena_residential,
    no_values,
    own_specific_values,
    tabula_residential,
)
from .totals import total

_Numbers = npt.NDArray[np.float64]
_Integers = npt.NDArray[np.int64]
_Flags = npt.NDArray[np.bool_]
_Pair = tuple[SpecificHeat, SpecificHeat]


@dataclass(frozen=True)
class _Request:
    """What the user asked for."""

    refurbishment: str
    own_file: str
    run: Run


def _lena(buildings: Table, request: _Request) -> _Pair:
    uses = request.run.uses
    return (
        lena_residential(buildings, uses(load("nutzwaerme_technikkatalog")), uses(load("nutzwaerme_lena"))),
        iwu_non_residential(buildings, uses(load("nutzwaerme_iwu_nwg")), fill_gaps=False),
    )


def _technikkatalog(buildings: Table, request: _Request) -> _Pair:
    uses = request.run.uses
    return (
        catalogue_residential(
            buildings,
            uses(load("nutzwaerme_technikkatalog")),
            uses(load("nutzwaerme_lena")),
            uses(load("baualtersklassen")),
        ),
        iwu_non_residential(buildings, uses(load("nutzwaerme_iwu_nwg")), fill_gaps=True),
    )


def _tabula(buildings: Table, request: _Request) -> _Pair:
    uses = request.run.uses
    residential = tabula_residential(
        buildings, uses(load("nutzwaerme_tabula")), uses(load("tabula_zuordnung")), uses(load("baualtersklassen")),
        request.refurbishment,
    )  # fmt: skip
    return residential, iwu_non_residential(buildings, uses(load("nutzwaerme_iwu_nwg")), fill_gaps=True)


def _iwu_nwg(buildings: Table, request: _Request) -> _Pair:
    iwu = request.run.uses(load("nutzwaerme_iwu_nwg"))
    return no_values(len(buildings)), iwu_non_residential(buildings, iwu, fill_gaps=True)


def _own(buildings: Table, request: _Request) -> _Pair:
    if not request.own_file:
        raise ParameterError(
            "Method 'own' needs a file with specific values.",
            "Set parameter 'own_values' to a CSV file with the columns {columns}.",
            columns=", ".join(OWN_COLUMNS),
        )
    own = request.run.uses(load_file(request.own_file, OWN_COLUMNS))
    return own_specific_values(buildings, own, RESIDENTIAL), own_specific_values(buildings, own, NON_RESIDENTIAL)


_METHODS: Mapping[str, Callable[[Table, _Request], _Pair]] = {
    "lena": _lena,
    "technikkatalog": _technikkatalog,
    "tabula": _tabula,
    "iwu_nwg": _iwu_nwg,
    "own": _own,
}


@operation(
    "heat_demand",
    group="heat",
    title="Heat demand",
    title_de="Wärmebedarf",
    inputs=[Layer("buildings", "polygon", "Buildings, prepared", "Gebäude, aufbereitet", needs=f.BUILDING_FIELDS)],
    parameters=[
        Choice("method", "Method", "Verfahren", default="lena", source="LENA, Wärmeatlas Sachsen-Anhalt, Mai 2025",
               evidence="V", options=(
                   ("lena", "LENA: catalogue values by census type and age",
                    "LENA: Katalogwerte nach Zensustyp und Alter"),
                   ("technikkatalog", "Technikkatalog; unknown types by storeys",
                    "Technikkatalog; unbekannte Typen nach Geschossen"),
                   ("tabula", "TABULA: calculated need by state of refurbishment",
                    "TABULA: berechneter Bedarf nach Sanierungsstand"),
                   ("iwu_nwg", "IWU: non-residential buildings only", "IWU: nur Nichtwohngebäude"),
                   ("own", "Own values", "Eigene Kennwerte"),
               )),
        Choice("refurbishment", "State of refurbishment (TABULA)", "Sanierungsstand (TABULA)", default="existing",
               source="EPISCOPE/TABULA", evidence="V", options=(
                   ("existing", "Existing state", "Istzustand"),
                   ("usual", "Usual refurbishment", "Übliche Sanierung"),
                   ("advanced", "Advanced refurbishment", "Zukunftsweisende Sanierung"),
               )),
        File("own_values", "Own specific values (CSV: sektor; typ; bak; q_kwh_m2; basis)",
             "Eigene Kennwerte (CSV: sektor; typ; bak; q_kwh_m2; basis)"),
        File("own_full_load_hours", "Own full-load hours (CSV: sektor; typ; fkt; vlh_h)",
             "Eigene Volllaststunden (CSV: sektor; typ; fkt; vlh_h)", source="F-Heat, building_functions.json",
             evidence="S"),
    ],
    outputs=[Output("result", "polygon", "Heat demand", "Wärmebedarf", fields=f.DEMAND_FIELDS)],
    figures=[
        Figure("n_geb", "integer", "Buildings", "Gebäude"),
        Figure("n_mit_waerme", "integer", "Buildings with heat demand", "Gebäude mit Wärmebedarf"),
        Figure("n_ohne_sektor", "integer", "Buildings without sector", "Gebäude ohne Sektor"),
        Figure("n_ohne_kennwert", "integer", "Heated buildings without specific value",
               "Beheizte Gebäude ohne Kennwert"),
        Figure("n_ersatz", "integer", "Buildings with a substitute value", "Gebäude mit Ersatzkennwert"),
        Figure("q_nutz_kwh", "real", "Useful heat", "Nutzwärmebedarf", "kWh/a"),
        Figure("q_wg_kwh", "real", "Useful heat, residential", "Nutzwärmebedarf Wohnen", "kWh/a"),
        Figure("q_nwg_kwh", "real", "Useful heat, non-residential", "Nutzwärmebedarf Nichtwohnen", "kWh/a"),
        Figure("q_spez_kwh_m2", "real", "Mean specific useful heat", "Mittlere spezifische Nutzwärme", "kWh/(m²·a)"),
        Figure("p_kw", "real", "Sum of the peak loads", "Summe der Spitzenlasten", "kW"),
    ],
    invariants=[
        Invariant("buildings", "Number of buildings", "Zahl der Gebäude",
                  lambda inputs, outputs: (_rows(inputs["buildings"]), _rows(outputs.tables["result"]))),
        Invariant("parts", "Heat = residential + non-residential", "Wärme = Wohnen + Nichtwohnen",
                  lambda inputs, outputs: (total(outputs.tables["result"][f.Q_NUTZ_KWH.name]),
                                           float(outputs.figures["q_wg_kwh"]) + float(outputs.figures["q_nwg_kwh"]))),
    ],
)  # fmt: skip
def heat_demand(
    buildings: Table, *, method: str, refurbishment: str, own_values: str, own_full_load_hours: str, run: Run
) -> Outputs:
    """Give the useful heat for space heating and hot water of every building in kWh/a, and its peak load in kW.

    ``q_nutz_kwh = ebf_wg_m2 * q_spez_wg_kwh_m2 + ebf_nwg_m2 * q_spez_nwg_kwh_m2``; TABULA takes ``a_c_ref_m2`` in
    place of ``ebf_wg_m2``. Each set of values names the area it is made for, and is refused for any other.

    * ``lena``: residential values of the Technikkatalog Wärmeplanung 1.1 by census type and age class, mean values of
      the LENA where type or age is unknown; non-residential values of the IWU typology V2-2. Exactly the method of
      the heat atlas of Sachsen-Anhalt (May 2025).
    * ``technikkatalog``: as before, but an unknown residential type is estimated from the storeys (up to 2 EFH, 3 or
      4 MFH, more GMH).
    * ``tabula``: net heat need of the German TABULA typology (climate Potsdam, calculated, not measured) in one of
      three states of refurbishment, plus hot water. Classes that the typology lacks take the nearest one. Values of
      the existing state are two to three times those of the catalogue, which already holds past refurbishments.
    * ``iwu_nwg``: only non-residential buildings; residential parts get no heat, are counted and named in a warning.
    * ``own``: a file with ``sektor`` (WG, NWG), ``typ``, ``bak`` (empty: all), ``q_kwh_m2`` and ``basis`` (EBF, or
      A_C_Ref for WG). The row that fits best counts.

    Outside ``lena``, a non-residential value of 0 (no building in the survey) is replaced by that of all ages.

    The peak load is heat by full-load hours of the use; in mixed use both parts add up. ``q_nutz_q`` says where the
    heat comes from: typologie, typologie_ersatz (value of another class), ohne_kennwert (a heated part without value),
    ohne_flaeche (a part without reference area), unbeheizt, kein_bedarf, ohne_sektor. Buildings without sector, value
    or area get 0 kWh and are counted, never dropped. Raises :class:`InputError` for a negative or infinite area.
    Heat is rounded to whole Wh per part, so that sums do not depend on their order.
    """
    run.step(0.1, "Reading specific values")
    check_areas(buildings)
    residential, other = _METHODS[method](buildings, _Request(refurbishment, own_values, run))
    sector = buildings.text(f.SEKTOR.name)
    run.step(0.4, "Computing useful heat")
    parts = (
        _part(buildings, sector, residential, RESIDENTIAL, f.EBF_WG_M2.name),
        _part(buildings, sector, other, NON_RESIDENTIAL, f.EBF_NWG_M2.name),
    )
    run.step(0.7, "Computing peak loads")
    hours = run.uses(load_file(own_full_load_hours, HOURS_COLUMNS) if own_full_load_hours else load("volllaststunden"))
    load_kw, hours_of_load = _peak(buildings, parts, hours)
    columns = {
        **buildings.columns,
        f.Q_SPEZ_WG.name: parts[0].value,
        f.Q_SPEZ_NWG.name: parts[1].value,
        f.Q_NUTZ_KWH.name: _kwh(parts),
        f.Q_NUTZ_Q.name: _origin(sector, parts),
        f.VLH_H.name: hours_of_load,
        f.P_KW.name: load_kw,
    }
    result = Table(
        {field.name: columns[field.name] for field in f.DEMAND_FIELDS},
        buildings.shapes, buildings.crs, "result", buildings.ids,
    )  # fmt: skip
    _warn(result, parts, run)
    return Outputs({"result": result}, _figures(result, parts))


@dataclass(frozen=True, eq=False)
class _Part:
    """The residential or the non-residential part of every building (n,): value in kWh/(m²·a), heat in whole Wh.

    ``area`` in m² is the one that the value refers to, 0 without value; ``no_area`` tells where it is missing.
    """

    name: str
    value: _Numbers
    watt_hours: _Integers
    heated: _Flags
    substitute: _Flags
    no_area: _Flags
    area: _Numbers

    @property
    def lacking(self) -> _Flags:
        """Tell which heated parts have no value."""
        return self.heated & np.isnan(self.value)


_Parts = tuple[_Part, _Part]


def _part(buildings: Table, sector: Array, found: SpecificHeat, name: str, area: str) -> _Part:
    has = has_part(sector, name)
    valued = has & ~np.isnan(found.value)
    area_of_value = np.where(valued, np.nan_to_num(found.area), 0.0)
    heat = area_of_value * np.nan_to_num(found.value)
    heated = has & (buildings.number(area) > 0.0)
    return _Part(
        name=name,
        value=np.where(has, found.value, np.nan),
        watt_hours=np.rint(heat * 1000.0).astype(np.int64),
        heated=heated,
        substitute=heated & found.substitute & ~np.isnan(found.value),
        no_area=(has & np.isnan(buildings.number(area))) | (valued & np.isnan(found.area)),
        area=area_of_value,
    )


def _kwh(parts: _Parts) -> _Numbers:
    return np.asarray((parts[0].watt_hours + parts[1].watt_hours) / 1000.0)


def _peak(buildings: Table, parts: _Parts, hours: ParameterSet) -> tuple[_Numbers, _Numbers]:
    """Return peak load in kW and the full-load hours that belong to it; in mixed use the loads of both parts add up."""
    by_part = [full_load_hours(buildings, hours, part.name) for part in parts]
    loads = [peak_load(part.watt_hours / 1000.0, own) for part, own in zip(parts, by_part, strict=True)]
    load_kw = loads[0] + loads[1]
    together = np.divide(_kwh(parts), load_kw, where=load_kw > 0.0, out=np.full(len(load_kw), np.nan))
    only = [(loads[0] > 0.0) & (loads[1] == 0.0), (loads[1] > 0.0) & (loads[0] == 0.0)]
    return load_kw, np.select(only, by_part, together)


def _origin(sector: Array, parts: _Parts) -> Array:
    rules = [
        (is_any_of(sector, ""), "ohne_sektor"),
        (is_any_of(sector, NO_DEMAND), NO_DEMAND),
        (parts[0].lacking | parts[1].lacking, "ohne_kennwert"),
        (parts[0].no_area | parts[1].no_area, "ohne_flaeche"),
        (~parts[0].heated & ~parts[1].heated, "unbeheizt"),
        (parts[0].substitute | parts[1].substitute, "typologie_ersatz"),
    ]
    return np.select(
        [condition for condition, _ in rules], [np.array(name, dtype=object) for _, name in rules],
        np.array("typologie", dtype=object),
    )  # fmt: skip


def _warn(result: Table, parts: _Parts, run: Run) -> None:
    origin = result[f.Q_NUTZ_Q.name]
    run.warn("{count} building(s) without sector get no heat.", int((origin == "ohne_sektor").sum()))
    run.warn("{count} heated residential part(s) have no specific value and get no heat.", int(parts[0].lacking.sum()))
    run.warn("{count} heated non-residential part(s) have no specific value and get no heat.",
             int(parts[1].lacking.sum()))  # fmt: skip
    run.warn("{count} building(s) have a part without reference area, which gets no heat.",
             int((parts[0].no_area | parts[1].no_area).sum()))  # fmt: skip
    run.warn("{count} building(s) took the value of another type or age class.",
             int((origin == "typologie_ersatz").sum()))  # fmt: skip


def _figures(result: Table, parts: _Parts) -> dict[str, float | int | str]:
    origin = result[f.Q_NUTZ_Q.name]
    heat = result[f.Q_NUTZ_KWH.name]
    area = total(parts[0].area) + total(parts[1].area)
    whole = total(heat)
    return {
        "n_geb": len(result),
        "n_mit_waerme": int((heat > 0.0).sum()),
        "n_ohne_sektor": int((origin == "ohne_sektor").sum()),
        "n_ohne_kennwert": int((origin == "ohne_kennwert").sum()),
        "n_ersatz": int((origin == "typologie_ersatz").sum()),
        "q_nutz_kwh": whole,
        "q_wg_kwh": float(parts[0].watt_hours.sum()) / 1000.0,
        "q_nwg_kwh": float(parts[1].watt_hours.sum()) / 1000.0,
        "q_spez_kwh_m2": whole / area if area else 0.0,
        "p_kw": total(result[f.P_KW.name]),
    }


def _rows(table: Table | None) -> float:
    return float(len(table)) if table is not None else 0.0
