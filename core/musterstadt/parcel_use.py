"""Actual use of the parcels, by what stands on them."""

from __future__ import annotations

import numpy as np
import shapely

from .blocks import Blocks
from .curves import Array
from .drafts import MAIN, REAR, SHED, Drafts
from .facility_catalogue import Facility
from .landscape import SQUARE
from .lots import Lots
from .parcels import Parcels
from .plan import DETACHED, INDUSTRY, OLD_TOWN, PERIMETER, ROWS, SUBURB, VILLAGE

OPEN_HOUSING, CLOSED_HOUSING, GARDEN = "41001_1000", "41001_2000", "41008_4460"

USE_BY_FUNCTION = {
    "41006_2730": ("1221", "1222", "2721", "2724", "2726"),
    "41006_2120": ("1100", "1120", "1123"),
    "41006_2130": ("1130", "1131", "2120"),
    "41002_1440": ("2010", "2050", "2051"),
    "41002_1410": ("2020",),
    "41002_1420": ("2030",),
    "41002_1460": ("2071",),
    "41002_1470": ("2081",),
    "41007_1110": ("3010", "3012", "3013", "3015", "3019"),
    "41007_1130": ("3032", "3034", "3037"),
}
"""Use of a parcel by the function of a house on it; all others are housing."""
USE_OF_WORKS = {"41002_1710": ("2110", "2111"), "41002_1740": ("2143",), "41002_1440": ("2010",)}


def use_of_parcels(
    blocks: Blocks, parcels: Parcels, lots: Lots, facilities: dict[int, Facility], drafts: Drafts, gfk: Array
) -> Array:
    """Return the code of actual use of each parcel; ``gfk`` are the function codes of the buildings."""
    kind = blocks.kind[parcels.block]
    has_lot = np.zeros(len(kind), dtype=bool)
    has_lot[lots.parcel] = True
    use = np.where(np.isin(kind, (OLD_TOWN, PERIMETER)), CLOSED_HOUSING, OPEN_HOUSING).astype(object)
    use[kind == INDUSTRY] = "41002_1700"
    use[(kind == VILLAGE) & has_lot] = "41006_2100"
    inner = ~has_lot & np.isin(kind, (OLD_TOWN, PERIMETER, SUBURB, ROWS, DETACHED, VILLAGE))
    use[inner & (shapely.area(parcels.shape) > 150.0)] = GARDEN
    code = np.array([text[-4:] for text in gfk.tolist()], dtype=object)
    works = (drafts.kind == INDUSTRY) & (drafts.role != SHED)
    for rows, table in ((np.isin(drafts.role, (MAIN, REAR)), USE_BY_FUNCTION), (works, USE_OF_WORKS)):
        for value, codes in table.items():
            use[drafts.parcel[rows & np.isin(code, codes)]] = value
    for block, facility in facilities.items():
        use[parcels.block == block] = facility.nutzart
    use[blocks.is_market[parcels.block]] = SQUARE
    return use
