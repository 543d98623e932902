"""Names of streets and towns: invented places, street names of the kind every German town has."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, product

import numpy as np

from .plan import DETACHED, INDUSTRY, LINES, OLD_TOWN, PERIMETER, ROWS, SLABS, SUBURB, VILLAGE

MAIN_ROADS = {
    "osten": "Leuchtenburger Straße", "norden": "Nordhäger Straße", "nordwesten": "Bergener Chaussee",
    "westen": "Hallesche Straße", "sueden": "Brückenstraße", "dorf": "Kleinmusterer Straße", "umgehung": "Ortsumgehung",
    "wall": "Promenade", "ring_innen": "Innerer Ring", "ring_aussen": "Äußerer Ring", "bahnhof": "Bahnhofstraße",
    "bahn": "Am Güterbahnhof", "industrie": "Industriestraße", "ufer": "Uferstraße",
}  # fmt: skip
"""Street names by role of a main road."""

_OLD = (
    "Markt", "Große Marktgasse", "Kirchgasse", "Schmiedegasse", "Töpfergasse", "Brüdergasse", "Mühlgasse", "Webergasse",
    "Gerbergasse", "Schlossgasse", "Rathausgasse", "Kleine Klausgasse", "Große Klausgasse", "Badergasse", "Salzgasse",
    "Kornmarkt", "Nikolaigasse", "Fleischergasse", "Böttchergasse", "Sporergasse", "Hintergasse", "Spitalgasse",
    "Pfarrgasse", "Klostergasse", "Turmgasse", "Hohe Gasse", "Tuchmachergasse", "Seilergasse", "Bäckergasse",
    "Fischergasse", "Kuhgasse", "Neue Gasse", "Enge Gasse", "Krumme Gasse", "Wassergasse", "Stadtmauer",
)  # fmt: skip
_PERIMETER = (
    "Goethestraße", "Schillerstraße", "Lessingstraße", "Herderstraße", "Poststraße", "Gartenstraße", "Moltkestraße",
    "Blücherstraße", "Humboldtstraße", "Körnerstraße", "Uhlandstraße", "Richard-Wagner-Straße", "Händelstraße",
    "Beethovenstraße", "Mozartstraße", "Lutherstraße", "Melanchthonstraße", "Dürerstraße", "Cranachstraße",
    "Wilhelmstraße", "Friedrichstraße", "Augustastraße", "Luisenstraße", "Sophienstraße", "Marienstraße",
    "Victoriastraße", "Theaterstraße", "Schulstraße", "Turnerstraße", "Kleiststraße", "Heinrich-Heine-Straße",
    "Hölderlinstraße", "Fontanestraße", "Raabestraße", "Brahmsstraße", "Schumannstraße", "Lisztstraße", "Weberstraße",
    "Kantstraße", "Fichtestraße", "Hegelstraße", "Leibnizstraße", "Franckestraße", "Reilstraße", "Blumenthalstraße",
)  # fmt: skip
_ROWS = (
    "Friedrich-Ebert-Straße", "Rathenaustraße", "August-Bebel-Straße", "Clara-Zetkin-Straße", "Siedlerweg",
    "Heimstättenweg", "Eigenheimweg", "Feierabendweg", "Sonnenweg", "Gartenweg", "Wiesenweg", "Ackerweg", "Feldstraße",
    "Zum Wingert", "Ludwig-Jahn-Straße", "Käthe-Kollwitz-Straße", "Heinrich-Zille-Straße", "Otto-Dix-Straße",
    "Max-Liebermann-Straße", "Barlachstraße", "Tucholskystraße", "Ringelnatzweg", "Kästnerweg", "Brechtstraße",
    "Thomas-Mann-Straße", "Hermann-Hesse-Straße", "Friedensstraße", "Einheitstraße", "Genossenschaftsweg",
)  # fmt: skip
_SLABS = (
    "Straße der Freundschaft", "Kosmonautenweg", "Juri-Gagarin-Straße", "Max-Planck-Straße", "Albert-Einstein-Straße",
    "Robert-Koch-Straße", "Otto-Hahn-Straße", "Lise-Meitner-Straße", "Gustav-Hertz-Straße", "Röntgenstraße",
    "Marie-Curie-Straße", "Liebigstraße", "Kopernikusstraße", "Keplerstraße", "Galileistraße", "Newtonstraße",
)  # fmt: skip
_INDUSTRY = (
    "Siemensstraße", "Dieselstraße", "Daimlerstraße", "Ottostraße", "Boschstraße", "Borsigstraße", "Junkersstraße",
    "Zeppelinstraße", "Carl-Zeiss-Straße", "Linckestraße", "Gewerbering", "Am Gleisdreieck", "Ladestraße",
    "Hüttenstraße", "Gießereiweg", "Malzfabrikweg", "Zuckerfabrik", "Speicherstraße", "Werkstraße", "Handelsstraße",
)  # fmt: skip
_VILLAGE = (
    "Am Anger", "Kirchweg", "Zum Gutshof", "Hinterdorf", "Lindenplatz", "Schmiedeberg", "Am Dorfteich", "Mühlweg",
)  # fmt: skip
_TREES = (
    "Ahorn", "Birken", "Buchen", "Eichen", "Erlen", "Eschen", "Flieder", "Ginster", "Hasel", "Holunder", "Kastanien",
    "Kiefern", "Lärchen", "Linden", "Pappel", "Platanen", "Robinien", "Rotdorn", "Schlehen", "Tannen", "Ulmen",
    "Wacholder", "Weiden", "Weißdorn", "Fichten", "Zedern", "Nussbaum", "Kirsch", "Apfel", "Birnen", "Pflaumen",
    "Quitten",
)  # fmt: skip
_BIRDS = (
    "Amsel", "Drossel", "Finken", "Lerchen", "Meisen", "Schwalben", "Staren", "Zeisig", "Nachtigallen", "Kuckucks",
    "Reiher", "Kranich", "Falken", "Sperber", "Bussard", "Habicht", "Rotkehlchen", "Elster", "Dohlen", "Kiebitz",
    "Storchen", "Wachtel",
)  # fmt: skip
_FLOWERS = (
    "Rosen", "Tulpen", "Nelken", "Lilien", "Dahlien", "Astern", "Veilchen", "Narzissen", "Krokus", "Lavendel", "Malven",
    "Mohn", "Kornblumen", "Primel", "Enzian", "Iris", "Lupinen", "Margeriten", "Sonnenblumen", "Ringelblumen", "Salbei",
)  # fmt: skip
_GROUND = (
    "Am Sonnenhang", "Am Mühlberg", "Am Weinberg", "Zum Steinbruch", "Am Hopfenberg", "Zur Aue", "Am Auenblick",
    "An der Trift", "Am Lerchenfeld", "Im Winkel", "Am Kirschberg", "Zum Rehgrund", "An der Ziegelei",
    "Am Windmühlenberg", "Schäferweg", "Hirtenweg", "Am Galgenberg", "An den Teichen", "Zur Schwedenschanze",
    "Am Wasserturm", "Fuchsbau", "Dachsweg", "Hasengrund", "Igelweg", "Am Hang", "Höhenweg", "Talblick", "Am Südhang",
    "Bergstraße", "Wiesengrund",
)  # fmt: skip
_ENDINGS = ("weg", "straße", "ring", "grund", "winkel", "platz", "gasse", "bogen", "hof", "stieg", "rain", "allee")

_TOWN_STEMS = (
    "Linden", "Eichen", "Buchen", "Alten", "Neuen", "Hohen", "Grün", "Weiß", "Roten", "Falken", "Birken", "Salz",
    "Wolfs", "Ehren", "Königs", "Mühl", "Stein", "Rosen", "Wald", "Auen", "Lieben", "Frauen", "Schwarzen", "Ober",
    "Unter", "Klein",
)  # fmt: skip
_TOWN_ENDINGS = ("hausen", "rode", "stedt", "leben", "burg", "berg", "felde", "bach", "hagen", "dorf", "wörlitz", "au")


def names_for(kind: str, years: tuple[int, int], shift: int) -> Iterator[str]:
    """Return an endless supply of different names for streets of a district; ``shift`` starts the lists elsewhere."""
    lists = {
        OLD_TOWN: _OLD, PERIMETER: _PERIMETER, SUBURB: (*_PERIMETER[20:], *_PERIMETER[:20]), ROWS: _ROWS,
            LINES: _ROWS[::-1],
        SLABS: _SLABS, INDUSTRY: _INDUSTRY, VILLAGE: _VILLAGE,
    }  # fmt: skip
    first = lists.get(kind, ())
    stems = _FLOWERS if years[0] >= 1990 else _BIRDS if years[0] >= 1965 else _TREES
    if kind == DETACHED:
        first = tuple(f"{stem}{'straße' if n % 4 == 3 else 'weg'}" for n, stem in enumerate(stems))
        first = tuple(
            chain.from_iterable(
                (name, _GROUND[(n + shift) % len(_GROUND)]) if n % 3 == 1 else (name,) for n, name in enumerate(first)
            )
        )
    turned = (
        first[shift % len(first) :] + first[: shift % len(first)]
        if first and kind not in (OLD_TOWN, VILLAGE)
        else first
    )
    everything = (f"{stem}{ending}" for ending, stem in product(_ENDINGS, (*stems, *_TREES, *_BIRDS, *_FLOWERS)))
    numbered = (f"Straße {number}" for number in range(1, 100000))
    return chain(turned, everything, numbered)


def town_names(count: int) -> list[str]:
    """Return names of invented towns; the first is always Musterstadt."""
    made = [f"{stem}{ending}" for ending, stem in product(_TOWN_ENDINGS, _TOWN_STEMS)]
    order = np.random.Generator(np.random.PCG64(12)).permutation(len(made))
    names = ["Musterstadt", *(made[row] for row in order.tolist())]
    return (names + [f"{names[n % len(names)]} {n // len(names) + 1}" for n in range(len(names), count)])[:count]


def street_names(
    parents: list[tuple[int, str, str, tuple[int, int], str]], rng: np.random.Generator
) -> dict[int, str | None]:
    """Return a name for each street, given as (number, role, kind and years of the district, class).

    No name is given twice; footpaths and farm tracks have none.
    """
    shift = int(rng.integers(0, 1000))
    supplies: dict[tuple[str, tuple[int, int]], Iterator[str]] = {}
    used: set[str] = set(MAIN_ROADS.values())
    out: dict[int, str | None] = {}
    for number, role, kind, years, klasse in parents:
        if role in MAIN_ROADS:
            out[number] = MAIN_ROADS[role]
            continue
        if klasse in ("footway", "track"):
            out[number] = None
            continue
        supply = supplies.setdefault((kind, years), names_for(kind, years, shift))
        name = next(supply)
        while name in used:
            name = next(supply)
        used.add(name)
        out[number] = name
    return out
