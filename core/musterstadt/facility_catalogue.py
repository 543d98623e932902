"""The special places of a town: what each is called, where it wants to be and which buildings it has."""

from __future__ import annotations

from dataclasses import dataclass

from .plan import DETACHED, INDUSTRY, LINES, OLD_TOWN, PERIMETER, ROWS, SLABS, SUBURB, VILLAGE

HUTS, GREENHOUSES = "huts", "greenhouses"


@dataclass(frozen=True)
class Part:
    """A building of a facility: function, size in metres, position as shares of the block's frame."""

    gfk: str
    length: float
    width: float
    u: float = 0.0
    v: float = 0.0
    storeys: float = 1.0
    roof: str = "1000"
    joined: bool = False
    """It is one building with the part before it."""


@dataclass(frozen=True)
class Facility:
    """A special place: actual use, districts and block area in m² it may have, wished distance and direction."""

    name: str
    nutzart: str
    kinds: tuple[str, ...] = ()
    area: tuple[float, float] = (0.0, 0.0)
    distance: float = 0.0
    """From the market, as a share of the radius of the outer ring."""
    direction: float = 0.0
    """In the plan's frame, degrees anticlockwise from the east."""
    parts: tuple[Part, ...] = ()
    filling: str = ""
    """What fills the rest: :data:`HUTS`, :data:`GREENHOUSES` or nothing."""


_SCHOOL = (
    Part("3021", 58, 16, -0.05, -0.22, 3),
    Part("3021", 15, 34, 0.2, 0.02, 3, joined=True),
    Part("3211", 42, 24, -0.15, 0.27),
    Part("2723", 6, 4, 0.36, 0.3),
)
_CHURCH = (
    Part("3041", 34, 15, 0.04, 0.0, 1, "3100"),
    Part("3041", 9, 10, -0.34, 0.0, 1, "3500", joined=True),
    Part("1010", 13, 9, 0.3, 0.32, 2, "3100"),
)
_VILLAGE_CHURCH = (
    Part("3041", 17, 9, 0.06, 0.0, 1, "3100"),
    Part("3041", 6, 7, -0.2, 0.0, 1, "3500", joined=True),
)
_NURSERY = (
    Part("3065", 30, 13, 0.0, -0.1),
    Part("3065", 12, 16, 0.2, 0.05, joined=True),
    Part("1313", 4, 3, -0.3, 0.3),
)
_SUPERMARKET = (Part("2050", 52, 28, -0.08, 0.14), Part("2723", 8, 5, 0.36, 0.3))
_HOSPITAL = (
    Part("3051", 74, 18, 0.0, 0.04, 5),
    Part("3051", 18, 46, 0.02, -0.2, 4, joined=True),
    Part("3051", 32, 16, -0.3, 0.28, 3),
    Part("2580", 14, 10, 0.38, 0.32),
    Part("3051", 24, 14, 0.33, -0.28, 2),
)
_SHOPPING_CENTRE = (Part("2052", 96, 58, -0.08, 0.06), Part("2130", 14, 10, 0.4, -0.34))
_SWIMMING_POOL = (Part("3221", 44, 26, -0.12, 0.1), Part("3221", 16, 12, 0.12, 0.1, joined=True))
_FIRE_STATION = (Part("3072", 34, 15, -0.08, 0.1, 2), Part("3072", 8, 8, 0.3, -0.2, 4))
_POLICE = (Part("3071", 36, 14, 0.0, -0.1, 3, "3200"), Part("2463", 18, 6, 0.1, 0.34))
_CEMETERY = (Part("3080", 16, 10, -0.2, 0.0, 1, "3100"), Part("2723", 6, 5, -0.36, 0.2))
_CARE_HOME = (
    Part("1022", 44, 14, 0.0, -0.08, 3, "3100"),
    Part("1022", 14, 24, 0.26, 0.1, 3, "3100", joined=True),
)
_HEATING_PLANT = (
    Part("2580", 36, 22, -0.15, 0.0, 2),
    Part("2580", 9, 9, 0.1, 0.0, 4, joined=True),
    Part("2501", 14, 10, 0.32, 0.25),
)
_NURSERY_GARDEN = (Part("2050", 14, 10, -0.3, -0.2),)
_PETROL_STATION = (Part("2130", 15, 9, 0.0, 0.1), Part("2131", 12, 5, 0.26, -0.2))
_PARK = (Part("2081", 14, 10, 0.3, 0.2, 1, "3200"),)

_BUILT = (PERIMETER, ROWS, SUBURB, LINES, DETACHED)
_TRADE = (LINES, INDUSTRY, ROWS)
_QUIET = (DETACHED, ROWS)

FACILITIES = (
    Facility("Marktkirche St. Nikolai", "41007_1140", (OLD_TOWN,), (1300, 5200), 0.08, 60, _CHURCH),
    Facility("Goethe-Gymnasium", "41007_1120", (PERIMETER, SUBURB), (5000, 14000), 0.42, 215, _SCHOOL),
    Facility("Grundschule Am Ring", "41007_1120", (PERIMETER, ROWS), (4500, 13000), 0.75, 35, _SCHOOL),
    Facility("Sekundarschule Neustadt", "41007_1120", (SLABS, LINES, PERIMETER), (6000, 26000), 0.8, 160, _SCHOOL),
    Facility("Kreiskrankenhaus", "41007_1150", (DETACHED, SUBURB, LINES), (9000, 42000), 1.1, 235, _HOSPITAL),
    Facility("Einkaufszentrum Ostpark", "41002_1440", _TRADE, (11000, 42000), 0.95, 8, _SHOPPING_CENTRE),
    Facility("Stadtpark", "41008_4420", (PERIMETER, SUBURB), (5000, 20000), 0.5, 140, _PARK),
    Facility("Hallenbad", "41008_4320", (SUBURB, DETACHED, ROWS), (6000, 22000), 0.7, 290, _SWIMMING_POOL),
    Facility("Feuerwache", "41007_1170", _BUILT, (2400, 8000), 0.62, 75, _FIRE_STATION),
    Facility("Polizeirevier", "41007_1170", (PERIMETER, SUBURB), (2400, 7000), 0.45, 330, _POLICE),
    Facility("Friedhof", "41009", (DETACHED,), (7000, 42000), 1.2, 250, _CEMETERY),
    Facility("Kleingartenanlage Abendfrieden", "41008_4440", _QUIET, (8000, 60000), 1.3, 195, (), HUTS),
    Facility("Kleingartenanlage Bahndamm", "41008_4440", _QUIET, (7000, 60000), 1.25, 130, (), HUTS),
    Facility("Kita Sonnenschein", "41007_1160", _QUIET, (1800, 7000), 1.0, 200, _NURSERY),
    Facility("Kita Spatzennest", "41007_1160", (SLABS, LINES, DETACHED), (1800, 18000), 0.9, 340, _NURSERY),
    Facility("Seniorenzentrum", "41007_1160", (DETACHED, ROWS, SUBURB), (3000, 9000), 0.8, 270, _CARE_HOME),
    Facility("Heizwerk", "41002_2570", (INDUSTRY,), (6000, 60000), 0.95, 135, _HEATING_PLANT),
    Facility("Verbrauchermarkt Süd", "41002_1440", (DETACHED, SUBURB), (4200, 12000), 1.0, 262, _SUPERMARKET),
    Facility("Verbrauchermarkt West", "41002_1440", (DETACHED, ROWS, SLABS), (4200, 16000), 1.05, 178, _SUPERMARKET),
    Facility("Gärtnerei", "41002_1490", (DETACHED,), (4000, 40000), 1.35, 320, _NURSERY_GARDEN, GREENHOUSES),
    Facility("Tankstelle", "41002_1730", _BUILT, (1300, 4200), 0.95, 186, _PETROL_STATION),
    Facility("Dorfkirche", "41007_1140", (VILLAGE,), (900, 6500), 2.6, 312, _VILLAGE_CHURCH),
)
"""Places that take a whole block; the first ones choose first."""

STATION = Facility(
    "Bahnhof",
    "42010_2321",
    parts=(
        Part("3090", 34, 11, 0.0, 0.0, 2, "3200"),
        Part("3090", 12, 8, 0.2, 0.0, 1, "3200", joined=True),
        Part("2424", 22, 8, -0.38, 0.05, 1, "3100"),
        Part("2423", 7, 5, 0.4, 0.1, 2, "3100"),
    ),
)
SEWAGE_WORKS = Facility(
    "Kläranlage",
    "41002_2610",
    parts=(Part("2611", 24, 12, -0.25, 0.2), Part("2611", 12, 9, 0.2, 0.25), Part("2591", 6, 5, 0.3, -0.2)),
)
SPORTS_GROUND = Facility("Sportplatz", "41008_4120", parts=(Part("3211", 26, 12, 0.0, -0.42, 1, "3100"),))
