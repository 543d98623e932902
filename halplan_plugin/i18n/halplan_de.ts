<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE" sourcelanguage="en">
<context>
    <name>HalPlan</name>
    <message>
        <source>'{definition}' is no known reference system.</source>
        <translation>„{definition}“ ist kein bekanntes Bezugssystem.</translation>
    </message>
    <message>
        <source>'{name}' cannot be the name of files.</source>
        <translation>„{name}“ kann kein Dateiname sein.</translation>
    </message>
    <message>
        <source>'{path}' is no GeoPackage.</source>
        <translation>„{path}“ ist kein GeoPackage.</translation>
    </message>
    <message>
        <source>1 km</source>
        <comment>cell_size.1000</comment>
        <translation>1 km</translation>
    </message>
    <message>
        <source>100 m</source>
        <comment>cell_size.100</comment>
        <translation>100 m</translation>
    </message>
    <message>
        <source>250 m</source>
        <comment>cell_size.250</comment>
        <translation>250 m</translation>
    </message>
    <message>
        <source>500 m</source>
        <comment>cell_size.500</comment>
        <translation>500 m</translation>
    </message>
    <message>
        <source>A known year of construction decides the age class</source>
        <comment>known_year</comment>
        <translation>Ein bekanntes Baujahr bestimmt die Baualtersklasse</translation>
    </message>
    <message>
        <source>A layer has no reference system.</source>
        <translation>Ein Layer hat kein Koordinatenreferenzsystem.</translation>
    </message>
    <message>
        <source>Actual use (settlement areas)</source>
        <comment>actual_use</comment>
        <translation>Tatsächliche Nutzung (Siedlungsflächen)</translation>
    </message>
    <message>
        <source>Add one with empty 'typ' and 'fkt'.</source>
        <translation>Ergänzen Sie eine Zeile mit leerem „typ“ und „fkt“.</translation>
    </message>
    <message>
        <source>Advanced refurbishment</source>
        <comment>refurbishment.advanced</comment>
        <translation>Zukunftsweisende Sanierung</translation>
    </message>
    <message>
        <source>Age class (non-residential)</source>
        <comment>bak_nwg</comment>
        <translation>Baualtersklasse (Nichtwohnen)</translation>
    </message>
    <message>
        <source>Age class (residential)</source>
        <comment>bak</comment>
        <translation>Baualtersklasse (Wohnen)</translation>
    </message>
    <message>
        <source>Age class unknown</source>
        <comment>n_bak_unbekannt</comment>
        <translation>Baualtersklasse unbekannt</translation>
    </message>
    <message>
        <source>Area</source>
        <comment>flaeche_ha</comment>
        <translation>Fläche</translation>
    </message>
    <message>
        <source>Area</source>
        <comment>flaeche_m2</comment>
        <translation>Fläche</translation>
    </message>
    <message>
        <source>Area of the blocks</source>
        <comment>flaeche_ha</comment>
        <translation>Fläche der Baublöcke</translation>
    </message>
    <message>
        <source>Assigning buildings to blocks</source>
        <translation>Gebäude werden Baublöcken zugeordnet</translation>
    </message>
    <message>
        <source>Assigning buildings to sections</source>
        <translation>Gebäude werden Straßenabschnitten zugeordnet</translation>
    </message>
    <message>
        <source>Assignment '{name}' sends function code {code} to '{target}', which the table of functions lacks.</source>
        <translation>Die Zuordnung „{name}“ verweist den Funktionsschlüssel {code} auf „{target}“; diese Zeile fehlt in der Funktionstabelle.</translation>
    </message>
    <message>
        <source>Assignment method</source>
        <comment>zuordnung</comment>
        <translation>Zuordnungsverfahren</translation>
    </message>
    <message>
        <source>Assignment of buildings</source>
        <comment>connectors</comment>
        <translation>Zuordnung der Gebäude</translation>
    </message>
    <message>
        <source>Assignment of buildings to blocks</source>
        <comment>assignment</comment>
        <translation>Zuordnung der Gebäude zu Baublöcken</translation>
    </message>
    <message>
        <source>Assignment of buildings to sections</source>
        <comment>assignment</comment>
        <translation>Zuordnung der Gebäude zu Abschnitten</translation>
    </message>
    <message>
        <source>Assignment of buildings to streets</source>
        <comment>connectors</comment>
        <translation>Zuordnung der Gebäude zu Straßen</translation>
    </message>
    <message>
        <source>Attic factor</source>
        <comment>dg_faktor_pct</comment>
        <translation>Dachgeschossfaktor</translation>
    </message>
    <message>
        <source>Balance '{title}' closes: {left} and {right}, relative difference {residual}.</source>
        <translation>Bilanz „{title}“ geht auf: {left} und {right}, relative Abweichung {residual}.</translation>
    </message>
    <message>
        <source>Barriers such as rail and water</source>
        <comment>barriers</comment>
        <translation>Barrieren wie Bahn und Gewässer</translation>
    </message>
    <message>
        <source>Block id</source>
        <comment>block_id</comment>
        <translation>Baublockkennung</translation>
    </message>
    <message>
        <source>Block that holds the centroid</source>
        <comment>assignment.centroid</comment>
        <translation>Block, in dem der Schwerpunkt liegt</translation>
    </message>
    <message>
        <source>Block with the largest overlap</source>
        <comment>assignment.largest_overlap</comment>
        <translation>Block mit der größten Überlappung</translation>
    </message>
    <message>
        <source>Blocks</source>
        <comment>baubloecke</comment>
        <translation>Baublöcke</translation>
    </message>
    <message>
        <source>Blocks</source>
        <comment>flaeche_baubloecke_ha</comment>
        <translation>Baublöcke</translation>
    </message>
    <message>
        <source>Blocks</source>
        <comment>n_bloecke</comment>
        <translation>Baublöcke</translation>
    </message>
    <message>
        <source>Blocks larger than this are reported</source>
        <comment>max_area</comment>
        <translation>Größere Baublöcke werden gemeldet</translation>
    </message>
    <message>
        <source>Blocks, water and planning area together = planning area</source>
        <comment>blocks</comment>
        <translation>Baublöcke, Gewässer und Plangebiet zusammen = Plangebiet</translation>
    </message>
    <message>
        <source>Boundary of the planning area</source>
        <comment>boundary</comment>
        <translation>Grenze des Planungsgebiets</translation>
    </message>
    <message>
        <source>Bridge</source>
        <comment>bruecke</comment>
        <translation>Brücke</translation>
    </message>
    <message>
        <source>Bridge or tunnel</source>
        <comment>bauwerk</comment>
        <translation>Brücke oder Tunnel</translation>
    </message>
    <message>
        <source>Bringing buildings to the European grid</source>
        <translation>Gebäude werden in das europäische Gitter überführt</translation>
    </message>
    <message>
        <source>Building blocks</source>
        <comment>blocks</comment>
        <translation>Baublöcke</translation>
    </message>
    <message>
        <source>Building blocks</source>
        <comment>building_blocks</comment>
        <translation>Baublöcke bilden</translation>
    </message>
    <message>
        <source>Building blocks</source>
        <comment>result</comment>
        <translation>Baublöcke</translation>
    </message>
    <message>
        <source>Building function (ALKIS code)</source>
        <comment>function_column</comment>
        <translation>Gebäudefunktion (ALKIS-Schlüssel)</translation>
    </message>
    <message>
        <source>Building function (ALKIS)</source>
        <comment>fkt</comment>
        <translation>Gebäudefunktion (ALKIS)</translation>
    </message>
    <message>
        <source>Building heights (LoD1, LoD2) or storeys</source>
        <comment>heights</comment>
        <translation>Gebäudehöhen (LoD1, LoD2) oder Geschosse</translation>
    </message>
    <message>
        <source>Building id</source>
        <comment>geb_id</comment>
        <translation>Gebäudekennung</translation>
    </message>
    <message>
        <source>Building id</source>
        <comment>id_column</comment>
        <translation>Gebäudekennung</translation>
    </message>
    <message>
        <source>Buildings</source>
        <comment>buildings</comment>
        <translation>Gebäude</translation>
    </message>
    <message>
        <source>Buildings</source>
        <comment>n_geb</comment>
        <translation>Gebäude</translation>
    </message>
    <message>
        <source>Buildings assigned</source>
        <comment>gebaeude</comment>
        <translation>Zugeordnete Gebäude</translation>
    </message>
    <message>
        <source>Buildings in blocks</source>
        <comment>gebaeude</comment>
        <translation>Gebäude in Baublöcken</translation>
    </message>
    <message>
        <source>Buildings in several cells</source>
        <comment>gebaeude_geteilt</comment>
        <translation>Gebäude in mehreren Zellen</translation>
    </message>
    <message>
        <source>Buildings of all cells = all buildings</source>
        <comment>buildings</comment>
        <translation>Gebäude aller Zellen = alle Gebäude</translation>
    </message>
    <message>
        <source>Buildings of sections and without section = all buildings</source>
        <comment>buildings</comment>
        <translation>Gebäude der Abschnitte und ohne Abschnitt = alle Gebäude</translation>
    </message>
    <message>
        <source>Buildings of the result = buildings of the input</source>
        <comment>buildings</comment>
        <translation>Gebäude im Ergebnis = Gebäude der Eingabe</translation>
    </message>
    <message>
        <source>Buildings outside all blocks</source>
        <comment>gebaeude_ausserhalb</comment>
        <translation>Gebäude außerhalb der Baublöcke</translation>
    </message>
    <message>
        <source>Buildings outside all blocks</source>
        <comment>gebaeude_ohne_block</comment>
        <translation>Gebäude außerhalb der Baublöcke</translation>
    </message>
    <message>
        <source>Buildings outside all blocks</source>
        <comment>outside</comment>
        <translation>Gebäude außerhalb der Baublöcke</translation>
    </message>
    <message>
        <source>Buildings outside all blocks</source>
        <comment>outside_blocks</comment>
        <translation>Gebäude außerhalb der Baublöcke</translation>
    </message>
    <message>
        <source>Buildings outside all blocks</source>
        <comment>unassigned</comment>
        <translation>Gebäude außerhalb der Baublöcke</translation>
    </message>
    <message>
        <source>Buildings unheated</source>
        <comment>n_unbeheizt</comment>
        <translation>Gebäude unbeheizt</translation>
    </message>
    <message>
        <source>Buildings with a substitute value</source>
        <comment>n_ersatz</comment>
        <translation>Gebäude mit Ersatzkennwert</translation>
    </message>
    <message>
        <source>Buildings with heat demand</source>
        <comment>n_mit_waerme</comment>
        <translation>Gebäude mit Wärmebedarf</translation>
    </message>
    <message>
        <source>Buildings with useful heat</source>
        <comment>buildings</comment>
        <translation>Gebäude mit Nutzwärme</translation>
    </message>
    <message>
        <source>Buildings with useful heat</source>
        <comment>heat_buildings</comment>
        <translation>Gebäude mit Nutzwärme</translation>
    </message>
    <message>
        <source>Buildings without section</source>
        <comment>gebaeude_ohne_abschnitt</comment>
        <translation>Gebäude ohne Abschnitt</translation>
    </message>
    <message>
        <source>Buildings without section</source>
        <comment>unassigned</comment>
        <translation>Gebäude ohne Abschnitt</translation>
    </message>
    <message>
        <source>Buildings without sector</source>
        <comment>n_ohne_sektor</comment>
        <translation>Gebäude ohne Sektor</translation>
    </message>
    <message>
        <source>Buildings without street section</source>
        <comment>outside_sections</comment>
        <translation>Gebäude ohne Straßenabschnitt</translation>
    </message>
    <message>
        <source>Buildings, prepared</source>
        <comment>buildings</comment>
        <translation>Gebäude, aufbereitet</translation>
    </message>
    <message>
        <source>Buildings, prepared</source>
        <comment>result</comment>
        <translation>Gebäude, aufbereitet</translation>
    </message>
    <message>
        <source>By distance, address, class and obstacles</source>
        <comment>assignment.scored</comment>
        <translation>Nach Abstand, Adresse, Klasse und Hindernissen</translation>
    </message>
    <message>
        <source>Cell id</source>
        <comment>census_cell_column</comment>
        <translation>Zellkennung</translation>
    </message>
    <message>
        <source>Cell id, periods</source>
        <comment>census_periods_cell_column</comment>
        <translation>Zellkennung, Baujahre</translation>
    </message>
    <message>
        <source>Cell size</source>
        <comment>cell_size</comment>
        <translation>Zellgröße</translation>
    </message>
    <message>
        <source>Cells with buildings</source>
        <comment>zellen</comment>
        <translation>Zellen mit Gebäuden</translation>
    </message>
    <message>
        <source>Census 2022, 100 m grid</source>
        <comment>census</comment>
        <translation>Zensus 2022, 100-m-Gitter</translation>
    </message>
    <message>
        <source>Census 2022, periods of construction, if in a layer of their own</source>
        <comment>census_periods</comment>
        <translation>Zensus 2022, Baujahre, falls in eigener Ebene</translation>
    </message>
    <message>
        <source>Census column AndererGebaeudetyp</source>
        <comment>AndererGebaeudetyp</comment>
        <translation>Zensusspalte AndererGebaeudetyp</translation>
    </message>
    <message>
        <source>Census column EFH_DHH</source>
        <comment>EFH_DHH</comment>
        <translation>Zensusspalte EFH_DHH</translation>
    </message>
    <message>
        <source>Census column EFH_Reihenhaus</source>
        <comment>EFH_Reihenhaus</comment>
        <translation>Zensusspalte EFH_Reihenhaus</translation>
    </message>
    <message>
        <source>Census column FreiEFH</source>
        <comment>FreiEFH</comment>
        <translation>Zensusspalte FreiEFH</translation>
    </message>
    <message>
        <source>Census column Freist_ZFH</source>
        <comment>Freist_ZFH</comment>
        <translation>Zensusspalte Freist_ZFH</translation>
    </message>
    <message>
        <source>Census column MFH_13undmehrWohnungen</source>
        <comment>MFH_13undmehrWohnungen</comment>
        <translation>Zensusspalte MFH_13undmehrWohnungen</translation>
    </message>
    <message>
        <source>Census column MFH_3bis6Wohnungen</source>
        <comment>MFH_3bis6Wohnungen</comment>
        <translation>Zensusspalte MFH_3bis6Wohnungen</translation>
    </message>
    <message>
        <source>Census column MFH_7bis12Wohnungen</source>
        <comment>MFH_7bis12Wohnungen</comment>
        <translation>Zensusspalte MFH_7bis12Wohnungen</translation>
    </message>
    <message>
        <source>Census column Vor1919</source>
        <comment>Vor1919</comment>
        <translation>Zensusspalte Vor1919</translation>
    </message>
    <message>
        <source>Census column ZFH_DHH</source>
        <comment>ZFH_DHH</comment>
        <translation>Zensusspalte ZFH_DHH</translation>
    </message>
    <message>
        <source>Census column ZFH_Reihenhaus</source>
        <comment>ZFH_Reihenhaus</comment>
        <translation>Zensusspalte ZFH_Reihenhaus</translation>
    </message>
    <message>
        <source>Census column a1919bis1948</source>
        <comment>a1919bis1948</comment>
        <translation>Zensusspalte a1919bis1948</translation>
    </message>
    <message>
        <source>Census column a1949bis1978</source>
        <comment>a1949bis1978</comment>
        <translation>Zensusspalte a1949bis1978</translation>
    </message>
    <message>
        <source>Census column a1979bis1990</source>
        <comment>a1979bis1990</comment>
        <translation>Zensusspalte a1979bis1990</translation>
    </message>
    <message>
        <source>Census column a1991bis2000</source>
        <comment>a1991bis2000</comment>
        <translation>Zensusspalte a1991bis2000</translation>
    </message>
    <message>
        <source>Census column a2001bis2010</source>
        <comment>a2001bis2010</comment>
        <translation>Zensusspalte a2001bis2010</translation>
    </message>
    <message>
        <source>Census column a2011bis2019</source>
        <comment>a2011bis2019</comment>
        <translation>Zensusspalte a2011bis2019</translation>
    </message>
    <message>
        <source>Census column a2020undspaeter</source>
        <comment>a2020undspaeter</comment>
        <translation>Zensusspalte a2020undspaeter</translation>
    </message>
    <message>
        <source>Check that it is a vector file such as GeoPackage, Shape or GML.</source>
        <translation>Prüfen Sie, ob es eine Vektordatei wie GeoPackage, Shape oder GML ist.</translation>
    </message>
    <message>
        <source>Check that the folder exists, that you may write there, that the disk is not full and that no other program is editing the file.</source>
        <translation>Prüfen Sie, ob der Ordner vorhanden ist, ob Sie dort schreiben dürfen, ob der Datenträger voll ist und ob ein anderes Programm die Datei bearbeitet.</translation>
    </message>
    <message>
        <source>Check the layer, its filter and the selection.</source>
        <translation>Prüfen Sie den Layer, seinen Filter und die Auswahl.</translation>
    </message>
    <message>
        <source>Check the path.</source>
        <translation>Prüfen Sie den Pfad.</translation>
    </message>
    <message>
        <source>Choose a folder in which you may write, and close programs that hold its files open.</source>
        <translation>Wählen Sie einen Ordner, in den Sie schreiben dürfen, und schließen Sie Programme, die darin Dateien geöffnet haben.</translation>
    </message>
    <message>
        <source>Choose a layer with a map geometry.</source>
        <translation>Wählen Sie einen Layer mit Geometrie.</translation>
    </message>
    <message>
        <source>Choose a number field or correct the values.</source>
        <translation>Wählen Sie ein Zahlenfeld oder berichtigen Sie die Werte.</translation>
    </message>
    <message>
        <source>Choose another file, or add the result to this one with '{path}|layername=...'.</source>
        <translation>Wählen Sie eine andere Datei oder ergänzen Sie diese um das Ergebnis mit „{path}|layername=...“.</translation>
    </message>
    <message>
        <source>Choose another layer or split it by geometry type.</source>
        <translation>Wählen Sie einen anderen Layer oder trennen Sie ihn nach Geometrietyp.</translation>
    </message>
    <message>
        <source>Choose another name for the result.</source>
        <translation>Wählen Sie einen anderen Namen für das Ergebnis.</translation>
    </message>
    <message>
        <source>Choose another name, or delete the file first.</source>
        <translation>Wählen Sie einen anderen Namen, oder löschen Sie die Datei zuerst.</translation>
    </message>
    <message>
        <source>Choose grid lengths, or reproject the layers to EPSG:25832 or EPSG:25833.</source>
        <translation>Wählen Sie Längen in der Abbildungsebene oder transformieren Sie die Layer nach EPSG:25832 oder EPSG:25833.</translation>
    </message>
    <message>
        <source>Choose its columns x_mp_100m and y_mp_100m (EPSG:3035) or its column with the cell ids.</source>
        <translation>Wählen Sie die Spalten x_mp_100m und y_mp_100m (EPSG:3035) oder die Spalte mit den Zellkennungen.</translation>
    </message>
    <message>
        <source>Choose one of the two layers.</source>
        <translation>Wählen Sie einen der beiden Layer.</translation>
    </message>
    <message>
        <source>Choose one of: {known}.</source>
        <translation>Möglich sind: {known}.</translation>
    </message>
    <message>
        <source>Choose the id columns of the buildings and of this layer instead.</source>
        <translation>Wählen Sie stattdessen die Kennungsspalten der Gebäude und dieses Layers.</translation>
    </message>
    <message>
        <source>Choose the id columns of the buildings and of this layer, or a layer of polygons.</source>
        <translation>Wählen Sie die Kennungsspalten der Gebäude und dieses Layers oder einen Layer mit Flächen.</translation>
    </message>
    <message>
        <source>Choose the layer with that part of the census or a column of it.</source>
        <translation>Wählen Sie den Layer mit diesem Teil des Zensus oder eine Spalte daraus.</translation>
    </message>
    <message>
        <source>City twin</source>
        <comment>twin</comment>
        <translation>Stadtzwilling</translation>
    </message>
    <message>
        <source>Class limits of your own</source>
        <comment>thresholds</comment>
        <translation>Eigene Klassengrenzen</translation>
    </message>
    <message>
        <source>Class of heat density</source>
        <comment>wvd_klasse</comment>
        <translation>Klasse der Wärmeverbrauchsdichte</translation>
    </message>
    <message>
        <source>Class of heat line density</source>
        <comment>wld_klasse</comment>
        <translation>Klasse der Wärmeliniendichte</translation>
    </message>
    <message>
        <source>Classes that count as streets (comma-separated; empty: those of the table)</source>
        <comment>classes</comment>
        <translation>Klassen, die als Straße zählen (durch Komma getrennt; leer: die der Tabelle)</translation>
    </message>
    <message>
        <source>Column 'strasse' of '{name}' holds '{value}'.</source>
        <translation>Spalte „strasse“ von „{name}“ enthält „{value}“.</translation>
    </message>
    <message>
        <source>Column '{column}' of parameter set '{name}' holds '{value}' in line {line}.</source>
        <translation>Spalte „{column}“ des Parametersatzes „{name}“ enthält in Zeile {line} „{value}“.</translation>
    </message>
    <message>
        <source>Complete or delete them.</source>
        <translation>Ergänzen oder löschen Sie sie.</translation>
    </message>
    <message>
        <source>Compute a town's first heat plan in one go: useful heat of buildings, heat line density, heat densities.</source>
        <comment>heat_plan</comment>
        <translation>Berechnet den ersten Wärmeplan einer Gemeinde in einem Durchgang: Nutzwärme der Gebäude, Wärmeliniendichte, Wärmedichten.</translation>
    </message>
    <message>
        <source>Computing peak loads</source>
        <translation>Spitzenlasten werden berechnet</translation>
    </message>
    <message>
        <source>Computing reference areas</source>
        <translation>Bezugsflächen werden berechnet</translation>
    </message>
    <message>
        <source>Computing useful heat</source>
        <translation>Nutzwärme wird berechnet</translation>
    </message>
    <message>
        <source>Confidence of the assignment</source>
        <comment>konfidenz</comment>
        <translation>Sicherheit der Zuordnung</translation>
    </message>
    <message>
        <source>Connected component</source>
        <comment>teilnetz</comment>
        <translation>Zusammenhängendes Teilnetz</translation>
    </message>
    <message>
        <source>Connected components</source>
        <comment>teilnetze</comment>
        <translation>Zusammenhängende Teilnetze</translation>
    </message>
    <message>
        <source>Correct column 'vlh_h'.</source>
        <translation>Berichtigen Sie die Spalte „vlh_h“.</translation>
    </message>
    <message>
        <source>Correct or empty these values.</source>
        <translation>Berichtigen oder leeren Sie diese Werte.</translation>
    </message>
    <message>
        <source>Correct the values; the unit is kWh/a.</source>
        <translation>Korrigieren Sie die Werte; die Einheit ist kWh/a.</translation>
    </message>
    <message>
        <source>Cut street lines at their junctions into sections, the units of heat line density.</source>
        <comment>street_sections</comment>
        <translation>Teilt Straßenlinien an ihren Knoten in Abschnitte, die Bezugseinheiten der Wärmeliniendichte.</translation>
    </message>
    <message>
        <source>Cutting lines at crossings</source>
        <translation>Linien werden an Kreuzungen geteilt</translation>
    </message>
    <message>
        <source>Cutting lines at junctions</source>
        <translation>Linien werden an Knoten geteilt</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Daten</translation>
    </message>
    <message>
        <source>Delete them or restore their geometry.</source>
        <translation>Löschen Sie sie oder stellen Sie ihre Geometrie wieder her.</translation>
    </message>
    <message>
        <source>Delete them, or make the sections with 'Street sections'.</source>
        <translation>Löschen Sie sie oder erzeugen Sie die Abschnitte mit „Straßenabschnitte“.</translation>
    </message>
    <message>
        <source>Development plans with year</source>
        <comment>plans</comment>
        <translation>Bauleitpläne mit Jahr</translation>
    </message>
    <message>
        <source>Distance to the section</source>
        <comment>abstand_m</comment>
        <translation>Abstand zum Abschnitt</translation>
    </message>
    <message>
        <source>Divide a planning area into blocks bounded by streets, railways and water, or take over official blocks.</source>
        <comment>building_blocks</comment>
        <translation>Teilt ein Plangebiet in Baublöcke, begrenzt durch Straßen, Bahnen und Gewässer, oder übernimmt amtliche Baublöcke.</translation>
    </message>
    <message>
        <source>Dominant period of construction</source>
        <comment>census_period_column</comment>
        <translation>Überwiegende Baualtersklasse</translation>
    </message>
    <message>
        <source>Dominant residential type</source>
        <comment>census_type_column</comment>
        <translation>Überwiegender Wohngebäudetyp</translation>
    </message>
    <message>
        <source>Doubles left out</source>
        <comment>doppelt</comment>
        <translation>Entfallene Doppel</translation>
    </message>
    <message>
        <source>Drawing connections</source>
        <translation>Verbindungen werden gezeichnet</translation>
    </message>
    <message>
        <source>Drawing the maps</source>
        <translation>Karten werden gezeichnet</translation>
    </message>
    <message>
        <source>Dropping stubs</source>
        <translation>Kurze Stummel werden entfernt</translation>
    </message>
    <message>
        <source>Easting of the cell (EPSG:3035)</source>
        <comment>census_x_column</comment>
        <translation>Ostwert der Zelle (EPSG:3035)</translation>
    </message>
    <message>
        <source>Easting of the cell centre</source>
        <comment>x_mp_100m</comment>
        <translation>Ostwert der Zellmitte</translation>
    </message>
    <message>
        <source>Easting of the cell, periods</source>
        <comment>census_periods_x_column</comment>
        <translation>Ostwert der Zelle, Baujahre</translation>
    </message>
    <message>
        <source>Enclosed faces</source>
        <comment>flaeche_teilflaechen_ha</comment>
        <translation>Umschlossene Teilflächen</translation>
    </message>
    <message>
        <source>Enclosed faces = planning area</source>
        <comment>area</comment>
        <translation>Umschlossene Teilflächen = Plangebiet</translation>
    </message>
    <message>
        <source>Enclosing faces</source>
        <translation>Flächen werden gebildet</translation>
    </message>
    <message>
        <source>End node</source>
        <comment>knoten_nach</comment>
        <translation>Endknoten</translation>
    </message>
    <message>
        <source>Energy reference area per storey</source>
        <comment>ebf_geschoss_m2</comment>
        <translation>Energiebezugsfläche je Geschoss</translation>
    </message>
    <message>
        <source>Every feature needs an id of its own.</source>
        <translation>Jedes Objekt braucht eine eigene Kennung.</translation>
    </message>
    <message>
        <source>Existing state</source>
        <comment>refurbishment.existing</comment>
        <translation>Istzustand</translation>
    </message>
    <message>
        <source>Field '{field}' of layer '{layer}' adds up to {sum} kWh/a, more than all buildings of a country use; the greatest value is that of feature {rows}.</source>
        <translation>Feld „{field}“ von Layer „{layer}“ ergibt in der Summe {sum} kWh/a, mehr als alle Gebäude eines Landes verbrauchen; den größten Wert hat das Objekt {rows}.</translation>
    </message>
    <message>
        <source>Field '{field}' of layer '{layer}' holds '{value}' in feature(s) {rows}.</source>
        <translation>Feld „{field}“ des Layers „{layer}“ enthält „{value}“ (Objekte {rows}).</translation>
    </message>
    <message>
        <source>Field '{field}' of layer '{layer}' holds infinite numbers in {count} feature(s): {rows}.</source>
        <translation>Feld „{field}“ von Layer „{layer}“ enthält in {count} Objekten unendliche Zahlen: {rows}.</translation>
    </message>
    <message>
        <source>Field '{field}' of layer '{layer}' holds no year in feature(s) {rows}, for instance {value}.</source>
        <translation>Feld „{field}“ des Layers „{layer}“ enthält kein Jahr (Objekte {rows}), zum Beispiel {value}.</translation>
    </message>
    <message>
        <source>Field '{field}' of layer '{layer}' holds {value} in {count} feature(s): {rows}; values above {limit} are no buildings but no-data values.</source>
        <translation>Feld „{field}“ von Layer „{layer}“ enthält {value} in {count} Objekten: {rows}; Werte über {limit} sind keine Gebäude, sondern Platzhalter für fehlende Werte.</translation>
    </message>
    <message>
        <source>Field '{field}' of layer '{layer}' is empty in {count} feature(s): {rows}.</source>
        <translation>Feld „{field}“ des Layers „{layer}“ ist bei {count} Objekten leer: {rows}.</translation>
    </message>
    <message>
        <source>Field '{field}' of layer '{layer}' is infinite in {count} feature(s): {rows}.</source>
        <translation>Feld „{field}“ von Layer „{layer}“ ist in {count} Objekten unendlich: {rows}.</translation>
    </message>
    <message>
        <source>Field '{field}' of layer '{layer}' is negative in feature(s) {rows}.</source>
        <translation>Feld „{field}“ des Layers „{layer}“ ist negativ (Objekte {rows}).</translation>
    </message>
    <message>
        <source>Field '{field}' of layer '{layer}' is negative in {count} feature(s): {rows}.</source>
        <translation>Feld „{field}“ des Layers „{layer}“ ist bei {count} Objekten negativ: {rows}.</translation>
    </message>
    <message>
        <source>Field '{field}' of layer '{layer}' must hold numbers, but feature(s) {rows} hold text such as '{value}'.</source>
        <translation>Feld „{field}“ des Layers „{layer}“ muss Zahlen enthalten, die Objekte {rows} enthalten aber Text wie „{value}“.</translation>
    </message>
    <message>
        <source>Field '{field}' of layer '{layer}' must hold whole numbers, but feature(s) {rows} do not.</source>
        <translation>Feld „{field}“ des Layers „{layer}“ muss ganze Zahlen enthalten; bei den Objekten {rows} ist das nicht so.</translation>
    </message>
    <message>
        <source>Field '{field}' of layer '{layer}' names no kind of plan in feature(s) {rows}.</source>
        <translation>Feld „{field}“ des Layers „{layer}“ nennt keine Planart (Objekte {rows}).</translation>
    </message>
    <message>
        <source>Field '{field}' of layer '{layer}' repeats {count} id(s), such as '{value}' (features {rows}).</source>
        <translation>Feld „{field}“ des Layers „{layer}“ wiederholt {count} Kennungen, etwa „{value}“ (Objekte {rows}).</translation>
    </message>
    <message>
        <source>Field that marks bridges</source>
        <comment>bridge_field</comment>
        <translation>Feld für Brücken</translation>
    </message>
    <message>
        <source>Field that marks bridges</source>
        <comment>street_bridge_column</comment>
        <translation>Feld für Brücken</translation>
    </message>
    <message>
        <source>Field that marks tunnels</source>
        <comment>street_tunnel_column</comment>
        <translation>Feld für Tunnel</translation>
    </message>
    <message>
        <source>Field that marks tunnels</source>
        <comment>tunnel_field</comment>
        <translation>Feld für Tunnel</translation>
    </message>
    <message>
        <source>Field with the level</source>
        <comment>level_field</comment>
        <translation>Feld mit der Ebene</translation>
    </message>
    <message>
        <source>Field with the level</source>
        <comment>street_level_column</comment>
        <translation>Feld mit der Ebene</translation>
    </message>
    <message>
        <source>Field with the official block number</source>
        <comment>block_column</comment>
        <translation>Feld mit der amtlichen Blocknummer</translation>
    </message>
    <message>
        <source>Field with the official block number</source>
        <comment>block_field</comment>
        <translation>Feld mit der amtlichen Blocknummer</translation>
    </message>
    <message>
        <source>Field with the street class</source>
        <comment>class_field</comment>
        <translation>Feld mit der Straßenklasse</translation>
    </message>
    <message>
        <source>Field with the street class</source>
        <comment>street_class_column</comment>
        <translation>Feld mit der Straßenklasse</translation>
    </message>
    <message>
        <source>Field with the street name</source>
        <comment>name_field</comment>
        <translation>Feld mit dem Straßennamen</translation>
    </message>
    <message>
        <source>Field with the street name</source>
        <comment>street_name_column</comment>
        <translation>Feld mit dem Straßennamen</translation>
    </message>
    <message>
        <source>File '{path}' already exists.</source>
        <translation>Die Datei „{path}“ gibt es schon.</translation>
    </message>
    <message>
        <source>File '{path}' cannot be put back: {reason}.</source>
        <translation>Die Datei „{path}“ kann nicht zurückgelegt werden: {reason}.</translation>
    </message>
    <message>
        <source>File '{path}' cannot be read: {reason}</source>
        <translation>Datei „{path}“ kann nicht gelesen werden: {reason}</translation>
    </message>
    <message>
        <source>File '{path}' cannot be written: {reason}.</source>
        <translation>Datei „{path}“ kann nicht geschrieben werden: {reason}.</translation>
    </message>
    <message>
        <source>File '{path}' does not exist.</source>
        <translation>Datei „{path}“ gibt es nicht.</translation>
    </message>
    <message>
        <source>File '{path}' exists and is no GeoPackage.</source>
        <translation>Die Datei „{path}“ gibt es schon, sie ist aber kein GeoPackage.</translation>
    </message>
    <message>
        <source>File '{path}' has no layer '{layer}'.</source>
        <translation>Datei „{path}“ hat keinen Layer „{layer}“.</translation>
    </message>
    <message>
        <source>File '{path}' holds other layers, which would be lost: {names}.</source>
        <translation>Die Datei „{path}“ enthält andere Layer, die verloren gingen: {names}.</translation>
    </message>
    <message>
        <source>File '{path}' holds several layers.</source>
        <translation>Datei „{path}“ enthält mehrere Layer.</translation>
    </message>
    <message>
        <source>Filling in heights</source>
        <translation>Fehlende Höhen werden ergänzt</translation>
    </message>
    <message>
        <source>Finding</source>
        <comment>pruef_text</comment>
        <translation>Befund</translation>
    </message>
    <message>
        <source>Findings in the street lines</source>
        <comment>qa</comment>
        <translation>Befunde in den Straßenlinien</translation>
    </message>
    <message>
        <source>Folder '{path}' cannot be written: {reason}.</source>
        <translation>In den Ordner „{path}“ kann nicht geschrieben werden: {reason}.</translation>
    </message>
    <message>
        <source>Folder for the heat plan</source>
        <translation>Ordner für den Wärmeplan</translation>
    </message>
    <message>
        <source>Footprint</source>
        <comment>grundflaeche_m2</comment>
        <translation>Grundfläche</translation>
    </message>
    <message>
        <source>Full-load hours</source>
        <comment>vlh_h</comment>
        <translation>Volllaststunden</translation>
    </message>
    <message>
        <source>Function code assigned</source>
        <comment>n_fkt_zuordnung</comment>
        <translation>Gebäudefunktion zugeordnet</translation>
    </message>
    <message>
        <source>Function code by group</source>
        <comment>n_fkt_gruppe</comment>
        <translation>Gebäudefunktion nach Gruppe</translation>
    </message>
    <message>
        <source>Function code unknown</source>
        <comment>n_fkt_unbekannt</comment>
        <translation>Gebäudefunktion unbekannt</translation>
    </message>
    <message>
        <source>Function code used</source>
        <comment>fkt_tabelle</comment>
        <translation>Verwendeter Funktionsschlüssel</translation>
    </message>
    <message>
        <source>Function code, if in a column of its own</source>
        <comment>use_function_column</comment>
        <translation>Funktionsschlüssel, falls in eigener Spalte</translation>
    </message>
    <message>
        <source>Function codes</source>
        <comment>codes</comment>
        <translation>Gebäudefunktionen</translation>
    </message>
    <message>
        <source>Function codes that fell back</source>
        <comment>n_fkt_ersatz</comment>
        <translation>Ersetzte Gebäudefunktionen</translation>
    </message>
    <message>
        <source>Function of the row used</source>
        <comment>funktion</comment>
        <translation>Funktion der verwendeten Zeile</translation>
    </message>
    <message>
        <source>GeoPackage</source>
        <translation>GeoPackage</translation>
    </message>
    <message>
        <source>Give every row a value of 0 or more in column 'q_kwh_m2'.</source>
        <translation>Geben Sie in jeder Zeile in Spalte „q_kwh_m2“ einen Wert ab 0 an.</translation>
    </message>
    <message>
        <source>Give the useful heat for space heating and hot water of every building in kWh/a, and its peak load in kW.</source>
        <comment>heat_demand</comment>
        <translation>Ermittelt für jedes Gebäude die Nutzwärme für Raumwärme und Warmwasser in kWh/a und die Spitzenlast in kW.</translation>
    </message>
    <message>
        <source>Greatest distance (empty: none for nearest, 100 m for scored)</source>
        <comment>max_distance</comment>
        <translation>Größter Abstand (leer: keiner bei nächstem Abschnitt, sonst 100 m)</translation>
    </message>
    <message>
        <source>Greatest heat density</source>
        <comment>wvd_max_mwh_ha</comment>
        <translation>Größte Wärmeverbrauchsdichte</translation>
    </message>
    <message>
        <source>Grid cell (INSPIRE)</source>
        <comment>gitter_id</comment>
        <translation>Gitterzelle (INSPIRE)</translation>
    </message>
    <message>
        <source>Grid cells with buildings</source>
        <comment>n_zellen</comment>
        <translation>Rasterzellen mit Gebäuden</translation>
    </message>
    <message>
        <source>Gross floor area</source>
        <comment>bgf_m2</comment>
        <translation>Bruttogrundfläche</translation>
    </message>
    <message>
        <source>HalPlan manual</source>
        <translation>HalPlan-Handbuch</translation>
    </message>
    <message>
        <source>HalPlan needs the Python package {package} {minimum} or newer, which cannot be loaded ({reason}).</source>
        <translation>HalPlan braucht das Python-Paket {package} ab Version {minimum}; es lässt sich nicht laden ({reason}).</translation>
    </message>
    <message>
        <source>HalPlan needs the Python package {package} {minimum} or newer; version {version} is installed.</source>
        <translation>HalPlan braucht das Python-Paket {package} ab Version {minimum}; vorhanden ist Version {version}.</translation>
    </message>
    <message>
        <source>Heat = residential + non-residential</source>
        <comment>parts</comment>
        <translation>Wärme = Wohnen + Nichtwohnen</translation>
    </message>
    <message>
        <source>Heat demand</source>
        <comment>heat_demand</comment>
        <translation>Wärmebedarf</translation>
    </message>
    <message>
        <source>Heat demand</source>
        <comment>result</comment>
        <translation>Wärmebedarf</translation>
    </message>
    <message>
        <source>Heat density</source>
        <comment>wvd_mwh_ha</comment>
        <translation>Wärmeverbrauchsdichte</translation>
    </message>
    <message>
        <source>Heat density grid</source>
        <comment>result</comment>
        <translation>Wärmedichteraster</translation>
    </message>
    <message>
        <source>Heat density of blocks</source>
        <comment>heat_blocks</comment>
        <translation>Wärmedichte der Baublöcke</translation>
    </message>
    <message>
        <source>Heat density of blocks</source>
        <comment>heat_density_blocks</comment>
        <translation>Wärmeverbrauchsdichte der Baublöcke</translation>
    </message>
    <message>
        <source>Heat density of blocks</source>
        <comment>result</comment>
        <translation>Wärmeverbrauchsdichte der Baublöcke</translation>
    </message>
    <message>
        <source>Heat density on the 100 m grid</source>
        <comment>heat_grid</comment>
        <translation>Wärmedichte im 100-m-Raster</translation>
    </message>
    <message>
        <source>Heat density on the census grid</source>
        <comment>heat_density_grid</comment>
        <translation>Wärmeverbrauchsdichte im Zensusgitter</translation>
    </message>
    <message>
        <source>Heat line density</source>
        <comment>heat_line_density</comment>
        <translation>Wärmeliniendichte</translation>
    </message>
    <message>
        <source>Heat line density</source>
        <comment>heat_lines</comment>
        <translation>Wärmeliniendichte</translation>
    </message>
    <message>
        <source>Heat line density</source>
        <comment>result</comment>
        <translation>Wärmeliniendichte</translation>
    </message>
    <message>
        <source>Heat line density</source>
        <comment>wld_kwh_m</comment>
        <translation>Wärmeliniendichte</translation>
    </message>
    <message>
        <source>Heat line density</source>
        <comment>wld_mwh_m</comment>
        <translation>Wärmeliniendichte</translation>
    </message>
    <message>
        <source>Heat of all cells = heat of all buildings</source>
        <comment>grid</comment>
        <translation>Wärme aller Zellen = Wärme aller Gebäude</translation>
    </message>
    <message>
        <source>Heat of all cells = heat of all buildings</source>
        <comment>heat</comment>
        <translation>Wärme aller Zellen = Wärme aller Gebäude</translation>
    </message>
    <message>
        <source>Heat of blocks and of buildings outside = heat of all buildings</source>
        <comment>blocks</comment>
        <translation>Wärme der Blöcke und der Gebäude außerhalb = Wärme aller Gebäude</translation>
    </message>
    <message>
        <source>Heat of blocks and of buildings outside = heat of all buildings</source>
        <comment>heat</comment>
        <translation>Wärme der Blöcke und der Gebäude außerhalb = Wärme aller Gebäude</translation>
    </message>
    <message>
        <source>Heat of sections and of buildings without section = heat of all buildings</source>
        <comment>heat</comment>
        <translation>Wärme der Abschnitte und der Gebäude ohne Abschnitt = Wärme aller Gebäude</translation>
    </message>
    <message>
        <source>Heat of sections and of buildings without section = heat of all buildings</source>
        <comment>streets</comment>
        <translation>Wärme der Abschnitte und der Gebäude ohne Abschnitt = Wärme aller Gebäude</translation>
    </message>
    <message>
        <source>Heat plan: the whole chain</source>
        <comment>heat_plan</comment>
        <translation>Wärmeplan: alle Schritte</translation>
    </message>
    <message>
        <source>Heat planning</source>
        <comment>heat</comment>
        <translation>Wärmeplanung</translation>
    </message>
    <message>
        <source>Heated buildings without specific value</source>
        <comment>n_ohne_kennwert</comment>
        <translation>Beheizte Gebäude ohne Kennwert</translation>
    </message>
    <message>
        <source>Heated reference area, non-residential</source>
        <comment>ebf_nwg_m2</comment>
        <translation>Beheizte Energiebezugsfläche Nichtwohnen</translation>
    </message>
    <message>
        <source>Heated reference area, residential</source>
        <comment>ebf_wg_m2</comment>
        <translation>Beheizte Energiebezugsfläche Wohnen</translation>
    </message>
    <message>
        <source>Heated share</source>
        <comment>beheizt_pct</comment>
        <translation>Beheizter Anteil</translation>
    </message>
    <message>
        <source>Height</source>
        <comment>hoehe_m</comment>
        <translation>Höhe</translation>
    </message>
    <message>
        <source>Height (LoD1)</source>
        <comment>lod1_height_column</comment>
        <translation>Höhe (LoD1)</translation>
    </message>
    <message>
        <source>Height (LoD2)</source>
        <comment>lod2_height_column</comment>
        <translation>Höhe (LoD2)</translation>
    </message>
    <message>
        <source>Height of the building</source>
        <comment>height_column</comment>
        <translation>Höhe des Gebäudes</translation>
    </message>
    <message>
        <source>Heights by default storeys</source>
        <comment>n_hoehe_vorgabe</comment>
        <translation>Höhen aus vorgegebenen Geschossen</translation>
    </message>
    <message>
        <source>Heights from storeys</source>
        <comment>n_hoehe_geschosse</comment>
        <translation>Höhen aus Geschossen</translation>
    </message>
    <message>
        <source>Heights imputed, level 1</source>
        <comment>n_hoehe_median_1</comment>
        <translation>Höhen ergänzt, Stufe 1</translation>
    </message>
    <message>
        <source>Heights imputed, level 2</source>
        <comment>n_hoehe_median_2</comment>
        <translation>Höhen ergänzt, Stufe 2</translation>
    </message>
    <message>
        <source>Heights imputed, level 3</source>
        <comment>n_hoehe_median_3</comment>
        <translation>Höhen ergänzt, Stufe 3</translation>
    </message>
    <message>
        <source>Heights imputed, level 4</source>
        <comment>n_hoehe_median_4</comment>
        <translation>Höhen ergänzt, Stufe 4</translation>
    </message>
    <message>
        <source>Heights measured</source>
        <comment>n_hoehe_gemessen</comment>
        <translation>Höhen gemessen</translation>
    </message>
    <message>
        <source>Heights missing</source>
        <comment>n_hoehe_fehlt</comment>
        <translation>Höhen fehlen</translation>
    </message>
    <message>
        <source>House number</source>
        <comment>hausnr</comment>
        <translation>Hausnummer</translation>
    </message>
    <message>
        <source>House number</source>
        <comment>house_number_column</comment>
        <translation>Hausnummer</translation>
    </message>
    <message>
        <source>IWU: non-residential buildings only</source>
        <comment>method.iwu_nwg</comment>
        <translation>IWU: nur Nichtwohngebäude</translation>
    </message>
    <message>
        <source>Id by which heights are joined (empty: by area)</source>
        <comment>heights_id_column</comment>
        <translation>Kennung, über die Höhen verbunden werden (leer: über die Fläche)</translation>
    </message>
    <message>
        <source>Imputed heights</source>
        <comment>n_hoehe_ergaenzt</comment>
        <translation>Ergänzte Höhen</translation>
    </message>
    <message>
        <source>Input '{name}' is missing.</source>
        <translation>Die Eingabe „{name}“ fehlt.</translation>
    </message>
    <message>
        <source>Install QGIS 3.44.4 or newer, which brings it along.</source>
        <translation>Installieren Sie QGIS 3.44.4 oder neuer, das es mitbringt.</translation>
    </message>
    <message>
        <source>Install QGIS with the MSI installer or OSGeo4W package 'qgis-full', which bring it along.</source>
        <translation>Installieren Sie QGIS mit dem MSI-Paket oder dem OSGeo4W-Paket „qgis-full“; beide bringen es mit.</translation>
    </message>
    <message>
        <source>Install it with the following command and start QGIS anew: {command}</source>
        <translation>Installieren Sie es mit diesem Befehl und starten Sie QGIS neu: {command}</translation>
    </message>
    <message>
        <source>Install one of them, for instance with: pip install pyogrio</source>
        <translation>Installieren Sie eines davon, zum Beispiel mit: pip install pyogrio</translation>
    </message>
    <message>
        <source>Install one of them, for instance with: pip install pyproj</source>
        <translation>Installieren Sie eines davon, zum Beispiel mit: pip install pyproj</translation>
    </message>
    <message>
        <source>It comes with QGIS: install a newer QGIS.</source>
        <translation>Es gehört zu QGIS: Installieren Sie ein neueres QGIS.</translation>
    </message>
    <message>
        <source>It needs them as '{title}'. Run the operation that makes them first, or choose its result.</source>
        <translation>Als „{title}“ braucht er sie. Führen Sie zuerst den Schritt aus, der sie erzeugt, oder wählen Sie dessen Ergebnis.</translation>
    </message>
    <message>
        <source>It needs: {needs}.</source>
        <translation>Nötig sind: {needs}.</translation>
    </message>
    <message>
        <source>Its fields are: {present}. Choose another field or another layer.</source>
        <translation>Seine Felder sind: {present}. Wählen Sie ein anderes Feld oder einen anderen Layer.</translation>
    </message>
    <message>
        <source>Its inputs are: {known}.</source>
        <translation>Ihre Eingaben sind: {known}.</translation>
    </message>
    <message>
        <source>Its layers are: {names}.</source>
        <translation>Ihre Layer sind: {names}.</translation>
    </message>
    <message>
        <source>Its parameters are: {known}.</source>
        <translation>Ihre Parameter sind: {known}.</translation>
    </message>
    <message>
        <source>Its share in %</source>
        <comment>census_period_share_column</comment>
        <translation>Deren Anteil in %</translation>
    </message>
    <message>
        <source>Its share in %</source>
        <comment>census_type_share_column</comment>
        <translation>Dessen Anteil in %</translation>
    </message>
    <message>
        <source>JSON files (*.json)</source>
        <translation>JSON-Dateien (*.json)</translation>
    </message>
    <message>
        <source>Joining pieces to sections</source>
        <translation>Teilstücke werden zu Abschnitten verbunden</translation>
    </message>
    <message>
        <source>Keep one feature per 100 m cell.</source>
        <translation>Behalten Sie je 100-m-Zelle ein Objekt.</translation>
    </message>
    <message>
        <source>Keep one of them.</source>
        <translation>Behalten Sie eine davon.</translation>
    </message>
    <message>
        <source>Kind</source>
        <comment>art</comment>
        <translation>Art</translation>
    </message>
    <message>
        <source>Kind of finding</source>
        <comment>pruef_art</comment>
        <translation>Art des Befundes</translation>
    </message>
    <message>
        <source>Kind of plan (B-Plan, FNP)</source>
        <comment>plan_kind_column</comment>
        <translation>Planart (B-Plan, FNP)</translation>
    </message>
    <message>
        <source>Known operations: {known}.</source>
        <translation>Bekannt sind: {known}.</translation>
    </message>
    <message>
        <source>Known storeys count before the height</source>
        <comment>known_storeys</comment>
        <translation>Bekannte Geschosse gelten vor der Höhe</translation>
    </message>
    <message>
        <source>LENA: catalogue values by census type and age</source>
        <comment>method.lena</comment>
        <translation>LENA: Katalogwerte nach Zensustyp und Alter</translation>
    </message>
    <message>
        <source>Land use</source>
        <comment>landuse</comment>
        <translation>Flächennutzung</translation>
    </message>
    <message>
        <source>Layer '{layer}' does not tell where its grid cells lie.</source>
        <translation>Layer „{layer}“ gibt nicht an, wo seine Gitterzellen liegen.</translation>
    </message>
    <message>
        <source>Layer '{layer}' has neither census columns such as {columns} nor a column with the dominant class.</source>
        <translation>Layer „{layer}“ hat weder Zensusspalten wie {columns} noch eine Spalte mit der vorherrschenden Klasse.</translation>
    </message>
    <message>
        <source>Layer '{layer}' has no cell position in feature(s) {rows}.</source>
        <translation>In Layer „{layer}“ fehlt den Objekten {rows} die Lage der Zelle.</translation>
    </message>
    <message>
        <source>Layer '{layer}' has no features.</source>
        <translation>Layer „{layer}“ hat keine Objekte.</translation>
    </message>
    <message>
        <source>Layer '{layer}' has no field '{field}'.</source>
        <translation>Layer „{layer}“ hat kein Feld „{field}“.</translation>
    </message>
    <message>
        <source>Layer '{layer}' has no field recognised as '{title}'.</source>
        <translation>Layer „{layer}“ hat kein Feld, das als „{title}“ erkannt wird.</translation>
    </message>
    <message>
        <source>Layer '{layer}' has no geometry and no id column was chosen to join it by.</source>
        <translation>Layer „{layer}“ hat keine Geometrie, und es ist keine Kennungsspalte zum Verknüpfen gewählt.</translation>
    </message>
    <message>
        <source>Layer '{layer}' has no geometry.</source>
        <translation>Layer „{layer}“ hat keine Geometrie.</translation>
    </message>
    <message>
        <source>Layer '{layer}' has no reference system.</source>
        <translation>Ebene „{layer}“ hat kein Bezugssystem.</translation>
    </message>
    <message>
        <source>Layer '{layer}' has no whole block numbers; its blocks are numbered by their place.</source>
        <translation>Layer „{layer}“ hat keine ganzzahligen Blocknummern; die Baublöcke werden nach ihrer Lage nummeriert.</translation>
    </message>
    <message>
        <source>Layer '{layer}' has {count} feature(s) with coordinates outside the range of {crs}: {rows}.</source>
        <translation>Layer „{layer}“ hat {count} Objekte mit Koordinaten außerhalb des Bereichs von {crs}: {rows}.</translation>
    </message>
    <message>
        <source>Layer '{layer}' has {count} feature(s) with undefined coordinates: {rows}.</source>
        <translation>Layer „{layer}“ hat {count} Objekte mit unbestimmten Koordinaten: {rows}.</translation>
    </message>
    <message>
        <source>Layer '{layer}' has {count} feature(s) without geometry: {rows}.</source>
        <translation>Layer „{layer}“ hat {count} Objekte ohne Geometrie: {rows}.</translation>
    </message>
    <message>
        <source>Layer '{layer}' has {count} invalid polygon(s): {rows}. The first: {reason}.</source>
        <translation>Layer „{layer}“ hat {count} ungültige Flächen: {rows}. Die erste: {reason}.</translation>
    </message>
    <message>
        <source>Layer '{layer}' has {count} polygon(s) without any area, which cannot be repaired: {rows}.</source>
        <translation>Layer „{layer}“ hat {count} Polygone ohne Fläche, die sich nicht reparieren lassen: {rows}.</translation>
    </message>
    <message>
        <source>Layer '{layer}' has {count} section(s) without length: {rows}.</source>
        <translation>Layer „{layer}“ hat {count} Abschnitte ohne Länge: {rows}.</translation>
    </message>
    <message>
        <source>Layer '{layer}' holds {count} grid cell(s) more than once, for instance in feature(s) {rows}.</source>
        <translation>Layer „{layer}“ enthält {count} Gitterzellen mehrfach, zum Beispiel bei den Objekten {rows}.</translation>
    </message>
    <message>
        <source>Layer '{layer}' is in {crs}, which has no metres.</source>
        <translation>Layer „{layer}“ liegt in {crs} vor, das keine Meter hat.</translation>
    </message>
    <message>
        <source>Layer '{layer}' is to be joined by id, but the buildings have no id column.</source>
        <translation>Layer „{layer}“ soll über eine Kennung verknüpft werden, die Gebäude haben aber keine Kennungsspalte.</translation>
    </message>
    <message>
        <source>Layer '{layer}' lacks the field(s) {fields}.</source>
        <translation>Dem Layer „{layer}“ fehlen die Felder {fields}.</translation>
    </message>
    <message>
        <source>Layer '{layer}' must hold lines; {count} feature(s) do not: {rows}.</source>
        <translation>Layer „{layer}“ muss Linien enthalten; {count} Objekte sind keine: {rows}.</translation>
    </message>
    <message>
        <source>Layer '{layer}' must hold points; {count} feature(s) do not: {rows}.</source>
        <translation>Layer „{layer}“ muss Punkte enthalten; {count} Objekte sind keine: {rows}.</translation>
    </message>
    <message>
        <source>Layer '{layer}' must hold polygons to be matched by area; feature(s) {rows} do not.</source>
        <translation>Layer „{layer}“ muss Flächen enthalten, um über die Überdeckung zugeordnet zu werden; die Objekte {rows} sind keine.</translation>
    </message>
    <message>
        <source>Layer '{layer}' must hold polygons; {count} feature(s) do not: {rows}.</source>
        <translation>Layer „{layer}“ muss Flächen enthalten; {count} Objekte sind keine: {rows}.</translation>
    </message>
    <message>
        <source>Layer '{layer}' of '{path}' cannot be read back.</source>
        <translation>Layer „{layer}“ aus „{path}“ lässt sich nicht wieder lesen.</translation>
    </message>
    <message>
        <source>Layer '{layer}' was reprojected from {source} to {target}.</source>
        <translation>Layer „{layer}“ wurde von {source} nach {target} transformiert.</translation>
    </message>
    <message>
        <source>Least compactness 4 pi A / P²</source>
        <comment>min_compactness</comment>
        <translation>Kleinste Kompaktheit 4 pi A / U²</translation>
    </message>
    <message>
        <source>Left empty, a field of one of these names is used: {names}.</source>
        <translation>Bleibt es leer, wird ein Feld mit einem dieser Namen verwendet: {names}.</translation>
    </message>
    <message>
        <source>Length</source>
        <comment>laenge_m</comment>
        <translation>Länge</translation>
    </message>
    <message>
        <source>Length of dropped stubs</source>
        <comment>laenge_stummel_m</comment>
        <translation>Länge der entfallenen Stummel</translation>
    </message>
    <message>
        <source>Length of lines shorter than the snapping distance</source>
        <comment>laenge_verlust_m</comment>
        <translation>Länge der Linien unter dem Fangabstand</translation>
    </message>
    <message>
        <source>Length of sections</source>
        <comment>length_mode</comment>
        <translation>Länge der Abschnitte</translation>
    </message>
    <message>
        <source>Length of sections and dropped stubs = length of the network</source>
        <comment>length</comment>
        <translation>Länge der Abschnitte und entfallenen Stummel = Länge des Netzes</translation>
    </message>
    <message>
        <source>Length of the network with stubs</source>
        <comment>laenge_netz_m</comment>
        <translation>Länge des Netzes mit Stummeln</translation>
    </message>
    <message>
        <source>Length of the sections</source>
        <comment>laenge_m</comment>
        <translation>Länge der Abschnitte</translation>
    </message>
    <message>
        <source>Lengths on the ellipsoid are known for UTM and Gauß-Krüger systems only, not for {crs}.</source>
        <translation>Längen auf dem Ellipsoid gibt es nur für UTM- und Gauß-Krüger-Systeme, nicht für {crs}.</translation>
    </message>
    <message>
        <source>Level</source>
        <comment>ebene</comment>
        <translation>Ebene</translation>
    </message>
    <message>
        <source>Level (0 ground, 1 bridge, -1 tunnel)</source>
        <comment>ebene</comment>
        <translation>Ebene (0 Gelände, 1 Brücke, -1 Tunnel)</translation>
    </message>
    <message>
        <source>Lines left out by class</source>
        <comment>ohne_strassenklasse</comment>
        <translation>Nach Klasse ausgelassene Linien</translation>
    </message>
    <message>
        <source>Lines {first} and {second} of parameter set '{name}' agree in {columns}: {values}.</source>
        <translation>Die Zeilen {first} und {second} des Parametersatzes „{name}“ stimmen in {columns} überein: {values}.</translation>
    </message>
    <message>
        <source>Listing findings</source>
        <translation>Auffälligkeiten werden zusammengestellt</translation>
    </message>
    <message>
        <source>Looking for barriers</source>
        <translation>Barrieren werden gesucht</translation>
    </message>
    <message>
        <source>Looking for buildings in between</source>
        <translation>Dazwischenliegende Gebäude werden gesucht</translation>
    </message>
    <message>
        <source>Looking for buildings outside blocks</source>
        <translation>Gebäude außerhalb der Baublöcke werden gesucht</translation>
    </message>
    <message>
        <source>Looking for streets near buildings</source>
        <translation>Straßen in der Nähe der Gebäude werden gesucht</translation>
    </message>
    <message>
        <source>Loose ends shorter than this are dropped</source>
        <comment>min_edge</comment>
        <translation>Kürzere lose Enden entfallen</translation>
    </message>
    <message>
        <source>Lower buildings are unheated</source>
        <comment>min_height</comment>
        <translation>Niedrigere Gebäude sind unbeheizt</translation>
    </message>
    <message>
        <source>Make a heat plan…</source>
        <translation>Wärmeplan erstellen…</translation>
    </message>
    <message>
        <source>Manual</source>
        <translation>Handbuch</translation>
    </message>
    <message>
        <source>Maps</source>
        <translation>Karten</translation>
    </message>
    <message>
        <source>Margin around buildings where no planning area is given</source>
        <comment>margin</comment>
        <translation>Rand um die Gebäude, wo kein Plangebiet gegeben ist</translation>
    </message>
    <message>
        <source>Matching heights</source>
        <translation>Höhen werden zugeordnet</translation>
    </message>
    <message>
        <source>Mean heat density</source>
        <comment>wvd_mittel_mwh_ha</comment>
        <translation>Mittlere Wärmeverbrauchsdichte</translation>
    </message>
    <message>
        <source>Mean heat density of blocks</source>
        <comment>wvd_mittel_mwh_ha</comment>
        <translation>Mittlere Wärmedichte der Baublöcke</translation>
    </message>
    <message>
        <source>Mean heat line density</source>
        <comment>wld_mittel_kwh_m</comment>
        <translation>Mittlere Wärmeliniendichte</translation>
    </message>
    <message>
        <source>Mean specific useful heat</source>
        <comment>q_spez_kwh_m2</comment>
        <translation>Mittlere spezifische Nutzwärme</translation>
    </message>
    <message>
        <source>Method</source>
        <comment>method</comment>
        <translation>Verfahren</translation>
    </message>
    <message>
        <source>Method 'own' needs a file with specific values.</source>
        <translation>Das Verfahren „own“ braucht eine Datei mit Kennwerten.</translation>
    </message>
    <message>
        <source>Missing function codes take an assigned row or that of their group</source>
        <comment>code_fallback</comment>
        <translation>Fehlende Schlüssel erhalten eine zugeordnete Zeile oder die ihrer Gruppe</translation>
    </message>
    <message>
        <source>Municipality code</source>
        <comment>ags</comment>
        <translation>Amtlicher Gemeindeschlüssel</translation>
    </message>
    <message>
        <source>Municipality or area</source>
        <comment>title</comment>
        <translation>Gemeinde oder Gebiet</translation>
    </message>
    <message>
        <source>Name</source>
        <comment>name</comment>
        <translation>Name</translation>
    </message>
    <message>
        <source>Name at least one of: {names}.</source>
        <translation>Nennen Sie mindestens eines: {names}.</translation>
    </message>
    <message>
        <source>Name of the files</source>
        <comment>name</comment>
        <translation>Name der Dateien</translation>
    </message>
    <message>
        <source>Name one as '{path}|layername=...': {names}.</source>
        <translation>Nennen Sie einen als „{path}|layername=...“: {names}.</translation>
    </message>
    <message>
        <source>Nearest section to the centroid</source>
        <comment>assignment.nearest</comment>
        <translation>Nächster Abschnitt zum Schwerpunkt</translation>
    </message>
    <message>
        <source>Needs the fields: {fields}.</source>
        <translation>Nötige Felder: {fields}.</translation>
    </message>
    <message>
        <source>No building lies in a cell of layer '{layer}'; check its coordinates.</source>
        <translation>Kein Gebäude liegt in einer Zelle von Layer „{layer}“; prüfen Sie dessen Koordinaten.</translation>
    </message>
    <message>
        <source>No building lies in a plan of layer '{layer}'; check its coordinates.</source>
        <translation>Kein Gebäude liegt in einem Plan von Layer „{layer}“; prüfen Sie dessen Koordinaten.</translation>
    </message>
    <message>
        <source>No building lies in an area of layer '{layer}'; check its coordinates.</source>
        <translation>Kein Gebäude liegt in einer Fläche von Layer „{layer}“; prüfen Sie dessen Koordinaten.</translation>
    </message>
    <message>
        <source>No line of layer '{layer}' is a street by its class, so all of them are taken.</source>
        <translation>Keine Linie des Layers „{layer}“ ist nach ihrer Klasse eine Straße; daher werden alle genommen.</translation>
    </message>
    <message>
        <source>No result was asked for.</source>
        <translation>Es wurde kein Ergebnis verlangt.</translation>
    </message>
    <message>
        <source>Non-residential type (IWU)</source>
        <comment>gemod_typ</comment>
        <translation>Nichtwohngebäudetyp (IWU)</translation>
    </message>
    <message>
        <source>Northing of the cell (EPSG:3035)</source>
        <comment>census_y_column</comment>
        <translation>Nordwert der Zelle (EPSG:3035)</translation>
    </message>
    <message>
        <source>Northing of the cell centre</source>
        <comment>y_mp_100m</comment>
        <translation>Nordwert der Zellmitte</translation>
    </message>
    <message>
        <source>Northing of the cell, periods</source>
        <comment>census_periods_y_column</comment>
        <translation>Nordwert der Zelle, Baujahre</translation>
    </message>
    <message>
        <source>Number of buildings</source>
        <comment>buildings</comment>
        <translation>Zahl der Gebäude</translation>
    </message>
    <message>
        <source>Number the features, with at most 15 digits, or make the layer with 'Street sections' or 'Building blocks', which number theirs.</source>
        <translation>Nummerieren Sie die Objekte mit höchstens 15 Ziffern oder erzeugen Sie den Layer mit „Straßenabschnitte“ oder „Baublöcke“; dabei wird nummeriert.</translation>
    </message>
    <message>
        <source>Object class or code of actual use</source>
        <comment>use_column</comment>
        <translation>Objektart oder Schlüssel der tatsächlichen Nutzung</translation>
    </message>
    <message>
        <source>Object identifier (ALKIS)</source>
        <comment>oi</comment>
        <translation>Objektidentifikator (ALKIS)</translation>
    </message>
    <message>
        <source>Official blocks, taken over as they are</source>
        <comment>official</comment>
        <translation>Amtliche Baublöcke, unverändert übernommen</translation>
    </message>
    <message>
        <source>Official building blocks</source>
        <comment>blocks</comment>
        <translation>Amtliche Baublöcke</translation>
    </message>
    <message>
        <source>On the ellipsoid</source>
        <comment>length_mode.ellipsoid</comment>
        <translation>Auf dem Ellipsoid</translation>
    </message>
    <message>
        <source>On the map grid</source>
        <comment>length_mode.grid</comment>
        <translation>Im Kartengitter</translation>
    </message>
    <message>
        <source>Open the report of this project</source>
        <translation>Bericht zu diesem Projekt öffnen</translation>
    </message>
    <message>
        <source>Operation '{operation}' has no input '{name}'.</source>
        <translation>Die Funktion „{operation}“ hat keine Eingabe „{name}“.</translation>
    </message>
    <message>
        <source>Operation '{operation}' has no parameter '{parameter}'.</source>
        <translation>Die Funktion „{operation}“ hat keinen Parameter „{parameter}“.</translation>
    </message>
    <message>
        <source>Operation '{operation}' needs a layer '{title}'.</source>
        <translation>Die Funktion „{operation}“ braucht einen Layer „{title}“.</translation>
    </message>
    <message>
        <source>Origin of the age class</source>
        <comment>bak_q</comment>
        <translation>Herkunft der Baualtersklasse</translation>
    </message>
    <message>
        <source>Origin of the function code</source>
        <comment>fkt_q</comment>
        <translation>Herkunft des Funktionsschlüssels</translation>
    </message>
    <message>
        <source>Origin of the height</source>
        <comment>hoehe_q</comment>
        <translation>Herkunft der Höhe</translation>
    </message>
    <message>
        <source>Origin of the storeys</source>
        <comment>geschosse_q</comment>
        <translation>Herkunft der Geschosse</translation>
    </message>
    <message>
        <source>Origin of the type</source>
        <comment>typ_q</comment>
        <translation>Herkunft des Typs</translation>
    </message>
    <message>
        <source>Origin of the useful heat</source>
        <comment>q_nutz_q</comment>
        <translation>Herkunft des Nutzwärmebedarfs</translation>
    </message>
    <message>
        <source>Own assignment of function codes (CSV)</source>
        <comment>own_assignments</comment>
        <translation>Eigene Zuordnung von Gebäudefunktionen (CSV)</translation>
    </message>
    <message>
        <source>Own classes of heat density</source>
        <comment>area_thresholds</comment>
        <translation>Eigene Klassen der Wärmedichte</translation>
    </message>
    <message>
        <source>Own classes of heat line density</source>
        <comment>line_thresholds</comment>
        <translation>Eigene Klassen der Wärmeliniendichte</translation>
    </message>
    <message>
        <source>Own full-load hours (CSV: sektor; typ; fkt; vlh_h)</source>
        <comment>own_full_load_hours</comment>
        <translation>Eigene Volllaststunden (CSV: sektor; typ; fkt; vlh_h)</translation>
    </message>
    <message>
        <source>Own specific values (CSV: sektor; typ; bak; q_kwh_m2; basis)</source>
        <comment>own_values</comment>
        <translation>Eigene Kennwerte (CSV: sektor; typ; bak; q_kwh_m2; basis)</translation>
    </message>
    <message>
        <source>Own values</source>
        <comment>method.own</comment>
        <translation>Eigene Kennwerte</translation>
    </message>
    <message>
        <source>Parameter '{parameter}' cannot be '{value}'.</source>
        <translation>Parameter „{parameter}“ kann nicht „{value}“ sein.</translation>
    </message>
    <message>
        <source>Parameter '{parameter}' is {value}, but must be {what} from {low} to {high} {unit}.</source>
        <translation>Parameter „{parameter}“ ist {value}, muss aber von {low} bis {high} {unit} reichen ({what}).</translation>
    </message>
    <message>
        <source>Parameter file '{path}' cannot be read: {reason}.</source>
        <translation>Die Parameterdatei „{path}“ kann nicht gelesen werden: {reason}.</translation>
    </message>
    <message>
        <source>Parameter file '{path}' has no rows.</source>
        <translation>Die Parameterdatei „{path}“ hat keine Zeilen.</translation>
    </message>
    <message>
        <source>Parameter file '{path}' lacks the column(s) {columns}.</source>
        <translation>Der Parameterdatei „{path}“ fehlen die Spalten {columns}.</translation>
    </message>
    <message>
        <source>Parameter set '{name}' has no row for all buildings of sector {part}.</source>
        <translation>Der Parametersatz „{name}“ hat keine Zeile, die für alle Gebäude des Sektors {part} gilt.</translation>
    </message>
    <message>
        <source>Parameter set '{name}' holds an empty or negative specific value.</source>
        <translation>Der Parametersatz „{name}“ enthält einen leeren oder negativen Kennwert.</translation>
    </message>
    <message>
        <source>Parameter set '{name}' holds full-load hours outside 0 to 8760.</source>
        <translation>Der Parametersatz „{name}“ enthält Volllaststunden außerhalb von 0 bis 8760.</translation>
    </message>
    <message>
        <source>Parameter set '{name}' holds the sector '{sector}'.</source>
        <translation>Der Parametersatz „{name}“ enthält den Sektor „{sector}“.</translation>
    </message>
    <message>
        <source>Parameter set '{name}' is not UTF-8 text.</source>
        <translation>Der Parametersatz „{name}“ ist kein UTF-8-Text.</translation>
    </message>
    <message>
        <source>Parameter set '{name}' mixes the bases {bases} for {part}.</source>
        <translation>Der Parametersatz „{name}“ mischt für {part} die Bezugsflächen {bases}.</translation>
    </message>
    <message>
        <source>Parameters, parameter sets, inputs, balances and warnings of this run.</source>
        <translation>Parameter, Parametersätze, Eingaben, Bilanzen und Warnungen dieses Laufs.</translation>
    </message>
    <message>
        <source>Parcels</source>
        <comment>parcels</comment>
        <translation>Flurstücke</translation>
    </message>
    <message>
        <source>Participation</source>
        <comment>participation</comment>
        <translation>Beteiligung</translation>
    </message>
    <message>
        <source>Peak load</source>
        <comment>p_kw</comment>
        <translation>Spitzenlast</translation>
    </message>
    <message>
        <source>Penalty for a way through another building (scored)</source>
        <comment>penalty_crossing</comment>
        <translation>Zuschlag für den Weg durch ein anderes Gebäude</translation>
    </message>
    <message>
        <source>Penalty for another street name (scored)</source>
        <comment>penalty_name</comment>
        <translation>Zuschlag bei anderem Straßennamen</translation>
    </message>
    <message>
        <source>Penalty for side ways (scored)</source>
        <comment>penalty_class</comment>
        <translation>Zuschlag für Nebenwege</translation>
    </message>
    <message>
        <source>Planning area</source>
        <comment>boundary</comment>
        <translation>Plangebiet</translation>
    </message>
    <message>
        <source>Planning area</source>
        <comment>flaeche_gebiet_ha</comment>
        <translation>Plangebiet</translation>
    </message>
    <message>
        <source>Prepare buildings</source>
        <comment>prepare_buildings</comment>
        <translation>Gebäude aufbereiten</translation>
    </message>
    <message>
        <source>Project</source>
        <translation>Projekt</translation>
    </message>
    <message>
        <source>Put a class in front that begins at 0, so that every density has one.</source>
        <translation>Stellen Sie eine Klasse voran, die bei 0 beginnt, damit jede Dichte eine Klasse hat.</translation>
    </message>
    <message>
        <source>QGIS project</source>
        <translation>QGIS-Projekt</translation>
    </message>
    <message>
        <source>Railway lines</source>
        <comment>rail</comment>
        <translation>Bahnlinien</translation>
    </message>
    <message>
        <source>Railways</source>
        <comment>rail</comment>
        <translation>Bahnlinien</translation>
    </message>
    <message>
        <source>Reading census and actual use</source>
        <translation>Zensus und tatsächliche Nutzung werden gelesen</translation>
    </message>
    <message>
        <source>Reading files needs GDAL's Python bindings or pyogrio.</source>
        <translation>Zum Lesen von Dateien werden die Python-Anbindung von GDAL oder pyogrio gebraucht.</translation>
    </message>
    <message>
        <source>Reading function codes</source>
        <translation>Funktionsschlüssel werden gelesen</translation>
    </message>
    <message>
        <source>Reading specific values</source>
        <translation>Kennwerte werden gelesen</translation>
    </message>
    <message>
        <source>Reading street classes</source>
        <translation>Straßenklassen werden gelesen</translation>
    </message>
    <message>
        <source>Reading the layers</source>
        <translation>Layer werden gelesen</translation>
    </message>
    <message>
        <source>Reason</source>
        <comment>grund</comment>
        <translation>Grund</translation>
    </message>
    <message>
        <source>Reference area of TABULA, residential</source>
        <comment>a_c_ref_m2</comment>
        <translation>Bezugsfläche nach TABULA, Wohnen</translation>
    </message>
    <message>
        <source>Remove it from {found}, install it with the following command and start QGIS anew: {command}</source>
        <translation>Entfernen Sie es aus {found}, installieren Sie es mit dem folgenden Befehl und starten Sie QGIS neu: {command}</translation>
    </message>
    <message>
        <source>Remove the duplicates or choose a field with unique ids.</source>
        <translation>Entfernen Sie die Doppelten oder wählen Sie ein Feld mit eindeutigen Kennungen.</translation>
    </message>
    <message>
        <source>Repair invalid polygons</source>
        <comment>repair_geometries</comment>
        <translation>Ungültige Flächen reparieren</translation>
    </message>
    <message>
        <source>Repair the layer with 'Fix geometries', or set '{repair}'.</source>
        <translation>Reparieren Sie den Layer mit „Geometrien reparieren“ oder setzen Sie „{repair}“.</translation>
    </message>
    <message>
        <source>Repair the layer with 'Fix geometries'.</source>
        <translation>Reparieren Sie den Layer mit „Geometrien reparieren“.</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Bericht</translation>
    </message>
    <message>
        <source>Reproject it, for Germany to EPSG:25832 or EPSG:25833 (ETRS89 / UTM).</source>
        <translation>Transformieren Sie ihn, in Deutschland nach EPSG:25832 oder EPSG:25833 (ETRS89 / UTM).</translation>
    </message>
    <message>
        <source>Residential type</source>
        <comment>typ</comment>
        <translation>Wohngebäudetyp</translation>
    </message>
    <message>
        <source>Residential type unknown</source>
        <comment>n_typ_unbekannt</comment>
        <translation>Wohngebäudetyp unbekannt</translation>
    </message>
    <message>
        <source>Results are GeoPackages: choose a name that ends in .gpkg.</source>
        <translation>Ergebnisse sind GeoPackages: Wählen Sie einen Namen, der auf .gpkg endet.</translation>
    </message>
    <message>
        <source>Roof form</source>
        <comment>heights_roof_column</comment>
        <translation>Dachform</translation>
    </message>
    <message>
        <source>Roof form</source>
        <comment>roof_column</comment>
        <translation>Dachform</translation>
    </message>
    <message>
        <source>Roof form (ALKIS)</source>
        <comment>dachform</comment>
        <translation>Dachform (ALKIS)</translation>
    </message>
    <message>
        <source>Roof forms not recognised and taken as without attic: {names}.</source>
        <translation>Nicht erkannte Dachformen, behandelt als ohne Dachgeschoss: {names}.</translation>
    </message>
    <message>
        <source>Rule of the heated share</source>
        <comment>beheizt_regel</comment>
        <translation>Regel des beheizten Anteils</translation>
    </message>
    <message>
        <source>Run record</source>
        <translation>Laufprotokoll</translation>
    </message>
    <message>
        <source>Run the algorithm again; if it stays so, please report it.</source>
        <translation>Führen Sie den Algorithmus noch einmal aus; bleibt es dabei, melden Sie es bitte.</translation>
    </message>
    <message>
        <source>Save it as CSV with encoding UTF-8.</source>
        <translation>Speichern Sie ihn als CSV mit der Kodierung UTF-8.</translation>
    </message>
    <message>
        <source>Section id</source>
        <comment>str_id</comment>
        <translation>Abschnittskennung</translation>
    </message>
    <message>
        <source>Sections</source>
        <comment>abschnitte</comment>
        <translation>Abschnitte</translation>
    </message>
    <message>
        <source>Sections compared per building (scored)</source>
        <comment>candidates</comment>
        <translation>Verglichene Abschnitte je Gebäude</translation>
    </message>
    <message>
        <source>Sections shorter than this are reported</source>
        <comment>min_length</comment>
        <translation>Kürzere Abschnitte werden gemeldet</translation>
    </message>
    <message>
        <source>Sector</source>
        <comment>sektor</comment>
        <translation>Sektor</translation>
    </message>
    <message>
        <source>Set parameter 'id_column', or leave 'heights_id_column' empty to match by area.</source>
        <translation>Setzen Sie den Parameter „id_column“, oder lassen Sie „heights_id_column“ leer, um über die Überdeckung zuzuordnen.</translation>
    </message>
    <message>
        <source>Set parameter 'own_values' to a CSV file with the columns {columns}.</source>
        <translation>Geben Sie für den Parameter „own_values“ eine CSV-Datei mit den Spalten {columns} an.</translation>
    </message>
    <message>
        <source>Set parameter '{parameter}' to one of its fields: {present}.</source>
        <translation>Setzen Sie den Parameter „{parameter}“ auf eines seiner Felder: {present}.</translation>
    </message>
    <message>
        <source>Set the one its coordinates are in, for Germany often EPSG:25832 or EPSG:25833 (ETRS89 / UTM).</source>
        <translation>Weisen Sie ihr das Bezugssystem ihrer Koordinaten zu, in Deutschland oft EPSG:25832 oder EPSG:25833 (ETRS89 / UTM).</translation>
    </message>
    <message>
        <source>Set the reference system of every layer.</source>
        <translation>Legen Sie das Koordinatenreferenzsystem jedes Layers fest.</translation>
    </message>
    <message>
        <source>Set the reference system that the coordinates are in; eastings of 8 digits with the zone in front are those of EPSG:4647 or EPSG:5650.</source>
        <translation>Stellen Sie das Bezugssystem ein, in dem die Koordinaten vorliegen; achtstellige Ostwerte mit vorangestellter Zone gehören zu EPSG:4647 oder EPSG:5650.</translation>
    </message>
    <message>
        <source>Setting age classes</source>
        <translation>Baualtersklassen werden bestimmt</translation>
    </message>
    <message>
        <source>Share of the type in the census cell</source>
        <comment>typ_pct</comment>
        <translation>Anteil des Typs in der Zensuszelle</translation>
    </message>
    <message>
        <source>Small faces joined to a neighbour</source>
        <comment>teilflaechen_vereinigt</comment>
        <translation>Mit dem Nachbarn vereinigte Teilflächen</translation>
    </message>
    <message>
        <source>Smaller footprints are unheated</source>
        <comment>min_footprint</comment>
        <translation>Kleinere Grundflächen sind unbeheizt</translation>
    </message>
    <message>
        <source>Smaller volumes are unheated</source>
        <comment>min_volume</comment>
        <translation>Kleinere Volumen sind unbeheizt</translation>
    </message>
    <message>
        <source>Smallest block</source>
        <comment>min_area</comment>
        <translation>Kleinster Baublock</translation>
    </message>
    <message>
        <source>Smallest share of a building that a height must cover</source>
        <comment>min_overlap_pct</comment>
        <translation>Kleinster Anteil des Gebäudes, den eine Höhe abdecken muss</translation>
    </message>
    <message>
        <source>Snapped line ends</source>
        <comment>gefangen</comment>
        <translation>Gefangene Linienenden</translation>
    </message>
    <message>
        <source>Snapping distance</source>
        <comment>snap_tolerance</comment>
        <translation>Fangabstand</translation>
    </message>
    <message>
        <source>Sort column 'untergrenze' and give every class a limit of its own.</source>
        <translation>Sortieren Sie die Spalte „untergrenze“ und geben Sie jeder Klasse eine eigene Grenze.</translation>
    </message>
    <message>
        <source>Source note of the data</source>
        <comment>sources</comment>
        <translation>Quellenvermerk der Daten</translation>
    </message>
    <message>
        <source>Source: {source}</source>
        <translation>Quelle: {source}</translation>
    </message>
    <message>
        <source>Specific useful heat, non-residential</source>
        <comment>q_spez_nwg_kwh_m2</comment>
        <translation>Spezifische Nutzwärme Nichtwohnen</translation>
    </message>
    <message>
        <source>Specific useful heat, residential</source>
        <comment>q_spez_wg_kwh_m2</comment>
        <translation>Spezifische Nutzwärme Wohnen</translation>
    </message>
    <message>
        <source>Splitting buildings at cell borders</source>
        <translation>Gebäude werden an Zellgrenzen geteilt</translation>
    </message>
    <message>
        <source>Spread the useful heat of buildings over the cells of the European grid, as MWh per hectare and year.</source>
        <comment>heat_density_grid</comment>
        <translation>Verteilt die Nutzwärme der Gebäude auf die Zellen des europäischen Gitters, in MWh je Hektar und Jahr.</translation>
    </message>
    <message>
        <source>Start node</source>
        <comment>knoten_von</comment>
        <translation>Anfangsknoten</translation>
    </message>
    <message>
        <source>State of refurbishment (TABULA)</source>
        <comment>refurbishment</comment>
        <translation>Sanierungsstand (TABULA)</translation>
    </message>
    <message>
        <source>Storeys</source>
        <comment>geschosse</comment>
        <translation>Geschosse</translation>
    </message>
    <message>
        <source>Storeys above ground</source>
        <comment>heights_storeys_column</comment>
        <translation>Oberirdische Geschosse</translation>
    </message>
    <message>
        <source>Storeys above ground</source>
        <comment>storeys_column</comment>
        <translation>Oberirdische Geschosse</translation>
    </message>
    <message>
        <source>Street</source>
        <comment>strasse</comment>
        <translation>Straße</translation>
    </message>
    <message>
        <source>Street</source>
        <comment>street_column</comment>
        <translation>Straße</translation>
    </message>
    <message>
        <source>Street class</source>
        <comment>klasse</comment>
        <translation>Straßenklasse</translation>
    </message>
    <message>
        <source>Street classes of your own</source>
        <comment>class_table</comment>
        <translation>Eigene Straßenklassen</translation>
    </message>
    <message>
        <source>Street lines</source>
        <comment>streets</comment>
        <translation>Straßenlinien</translation>
    </message>
    <message>
        <source>Street name</source>
        <comment>name</comment>
        <translation>Straßenname</translation>
    </message>
    <message>
        <source>Street sections</source>
        <comment>n_abschnitte</comment>
        <translation>Straßenabschnitte</translation>
    </message>
    <message>
        <source>Street sections</source>
        <comment>result</comment>
        <translation>Straßenabschnitte</translation>
    </message>
    <message>
        <source>Street sections</source>
        <comment>sections</comment>
        <translation>Straßenabschnitte</translation>
    </message>
    <message>
        <source>Street sections</source>
        <comment>street_sections</comment>
        <translation>Straßenabschnitte bilden</translation>
    </message>
    <message>
        <source>Streets or street sections</source>
        <comment>streets</comment>
        <translation>Straßen oder Straßenabschnitte</translation>
    </message>
    <message>
        <source>Sum of the footprints</source>
        <comment>footprint</comment>
        <translation>Summe der Grundflächen</translation>
    </message>
    <message>
        <source>Sum of the peak loads</source>
        <comment>p_kw</comment>
        <translation>Summe der Spitzenlasten</translation>
    </message>
    <message>
        <source>Sum the useful heat of the adjoining buildings per street section and divide it by the section's length.</source>
        <comment>heat_line_density</comment>
        <translation>Summiert die Nutzwärme der anliegenden Gebäude je Straßenabschnitt und teilt sie durch dessen Länge.</translation>
    </message>
    <message>
        <source>Sum the useful heat of the buildings of each block and divide it by the block's area.</source>
        <comment>heat_density_blocks</comment>
        <translation>Summiert die Nutzwärme der Gebäude je Baublock und teilt sie durch dessen Fläche.</translation>
    </message>
    <message>
        <source>Summing heat by block</source>
        <translation>Wärme wird je Baublock summiert</translation>
    </message>
    <message>
        <source>Summing heat by cell</source>
        <translation>Wärme wird je Zelle summiert</translation>
    </message>
    <message>
        <source>Summing heat by section</source>
        <translation>Wärme wird je Abschnitt summiert</translation>
    </message>
    <message>
        <source>TABULA: calculated need by state of refurbishment</source>
        <comment>method.tabula</comment>
        <translation>TABULA: berechneter Bedarf nach Sanierungsstand</translation>
    </message>
    <message>
        <source>Taking out street space</source>
        <translation>Straßenraum wird herausgenommen</translation>
    </message>
    <message>
        <source>Technikkatalog; unknown types by storeys</source>
        <comment>method.technikkatalog</comment>
        <translation>Technikkatalog; unbekannte Typen nach Geschossen</translation>
    </message>
    <message>
        <source>The balance '{title}' does not close: {left} against {right}.</source>
        <translation>Die Bilanz „{title}“ geht nicht auf: {left} gegen {right}.</translation>
    </message>
    <message>
        <source>The class limits of '{name}' do not rise from line to line.</source>
        <translation>Die Klassengrenzen von „{name}“ steigen nicht von Zeile zu Zeile.</translation>
    </message>
    <message>
        <source>The first class limit of '{name}' is not 0.</source>
        <translation>Die erste Klassengrenze von „{name}“ ist nicht 0.</translation>
    </message>
    <message>
        <source>The network falls into {parts} parts; the largest holds {share} % of its length.</source>
        <translation>Das Netz zerfällt in {parts} Teile; das größte umfasst {share} % der Länge.</translation>
    </message>
    <message>
        <source>The new files were not put in place. If there was an earlier version of this file, it is '{earlier}'.</source>
        <translation>Die neuen Dateien wurden nicht an ihren Platz gebracht. Gab es schon eine Fassung dieser Datei, so ist es „{earlier}“.</translation>
    </message>
    <message>
        <source>The result was discarded. Please report this with your input data.</source>
        <translation>Das Ergebnis wurde verworfen. Bitte melden Sie dies mit Ihren Eingangsdaten.</translation>
    </message>
    <message>
        <source>The run was cancelled. Nothing was written.</source>
        <translation>Der Lauf wurde abgebrochen. Es wurde nichts geschrieben.</translation>
    </message>
    <message>
        <source>The values of '{name}' are per m² of '{basis}', and buildings have no such area for {part}.</source>
        <translation>Die Werte von „{name}“ gelten je m² „{basis}“; eine solche Fläche haben die Gebäude für {part} nicht.</translation>
    </message>
    <message>
        <source>There are neither streets nor official blocks.</source>
        <translation>Es gibt weder Straßen noch amtliche Baublöcke.</translation>
    </message>
    <message>
        <source>There is no operation '{name}'.</source>
        <translation>Die Funktion „{name}“ gibt es nicht.</translation>
    </message>
    <message>
        <source>There is no planning area: the hull of layer '{layer}' with {margin} m around it was taken.</source>
        <translation>Es ist kein Plangebiet angegeben: Genommen wurde die Hülle des Layers „{layer}“ mit {margin} m Abstand.</translation>
    </message>
    <message>
        <source>There is no report beside this project. Make a heat plan and open the project that it writes.</source>
        <translation>Neben diesem Projekt liegt kein Bericht. Erstellen Sie einen Wärmeplan und öffnen Sie das Projekt, das dabei entsteht.</translation>
    </message>
    <message>
        <source>This value is unverified: check it before you rely on it.</source>
        <translation>Dieser Wert ist ungeprüft: Prüfen Sie ihn, bevor Sie sich darauf verlassen.</translation>
    </message>
    <message>
        <source>Traffic and other area (remainder)</source>
        <comment>flaeche_uebrige_ha</comment>
        <translation>Verkehrs- und übrige Fläche (Rest)</translation>
    </message>
    <message>
        <source>Transforming coordinates needs pyproj or GDAL's Python bindings.</source>
        <translation>Zum Transformieren von Koordinaten werden pyproj oder die Python-Anbindung von GDAL gebraucht.</translation>
    </message>
    <message>
        <source>Turn outlines of buildings into the building table of heat planning: use, type, age, storeys, reference areas.</source>
        <comment>prepare_buildings</comment>
        <translation>Macht aus Gebäudeumrissen die Gebäudetabelle der Wärmeplanung: Nutzung, Typ, Alter, Geschosse, Bezugsflächen.</translation>
    </message>
    <message>
        <source>Unknown function codes</source>
        <comment>n_fkt_unbekannt</comment>
        <translation>Unbekannte Gebäudefunktionen</translation>
    </message>
    <message>
        <source>Use letters, digits, spaces, '-' and '_', at most {longest} characters, and no name that Windows keeps for devices, such as CON or NUL.</source>
        <translation>Verwenden Sie Buchstaben, Ziffern, Leerzeichen, „-“ und „_“, höchstens {longest} Zeichen, und keinen Namen, den Windows Geräten vorbehält, etwa CON oder NUL.</translation>
    </message>
    <message>
        <source>Use one basis for all its rows.</source>
        <translation>Verwenden Sie für alle Zeilen dieselbe Bezugsfläche.</translation>
    </message>
    <message>
        <source>Use one of its codes: {known}.</source>
        <translation>Verwenden Sie einen ihrer Schlüssel: {known}.</translation>
    </message>
    <message>
        <source>Use one of: {known}.</source>
        <translation>Möglich sind: {known}.</translation>
    </message>
    <message>
        <source>Use values per m² of: {known}.</source>
        <translation>Verwenden Sie Werte je m² von: {known}.</translation>
    </message>
    <message>
        <source>Useful heat</source>
        <comment>q_kwh</comment>
        <translation>Nutzwärme</translation>
    </message>
    <message>
        <source>Useful heat</source>
        <comment>q_nutz_kwh</comment>
        <translation>Nutzwärmebedarf</translation>
    </message>
    <message>
        <source>Useful heat</source>
        <comment>waerme_kwh</comment>
        <translation>Nutzwärmebedarf</translation>
    </message>
    <message>
        <source>Useful heat assigned to sections</source>
        <comment>waerme_kwh</comment>
        <translation>Zugeordnete Nutzwärme</translation>
    </message>
    <message>
        <source>Useful heat in blocks</source>
        <comment>waerme_kwh</comment>
        <translation>Nutzwärme in Baublöcken</translation>
    </message>
    <message>
        <source>Useful heat of all cells</source>
        <comment>waerme_kwh</comment>
        <translation>Nutzwärme aller Zellen</translation>
    </message>
    <message>
        <source>Useful heat outside all blocks</source>
        <comment>waerme_ohne_block_kwh</comment>
        <translation>Nutzwärme außerhalb der Baublöcke</translation>
    </message>
    <message>
        <source>Useful heat without section</source>
        <comment>waerme_ohne_abschnitt_kwh</comment>
        <translation>Nutzwärme ohne Abschnitt</translation>
    </message>
    <message>
        <source>Useful heat, non-residential</source>
        <comment>q_nwg_kwh</comment>
        <translation>Nutzwärmebedarf Nichtwohnen</translation>
    </message>
    <message>
        <source>Useful heat, residential</source>
        <comment>q_wg_kwh</comment>
        <translation>Nutzwärmebedarf Wohnen</translation>
    </message>
    <message>
        <source>Usual refurbishment</source>
        <comment>refurbishment.usual</comment>
        <translation>Übliche Sanierung</translation>
    </message>
    <message>
        <source>Water</source>
        <comment>flaeche_wasser_ha</comment>
        <translation>Gewässer</translation>
    </message>
    <message>
        <source>Water (areas or lines)</source>
        <comment>water</comment>
        <translation>Gewässer (Flächen oder Linien)</translation>
    </message>
    <message>
        <source>Waters (lines or polygons)</source>
        <comment>water</comment>
        <translation>Gewässer (Linien oder Flächen)</translation>
    </message>
    <message>
        <source>Width of street space where no parcels are given</source>
        <comment>street_width</comment>
        <translation>Breite des Straßenraums, wo Flurstücke fehlen</translation>
    </message>
    <message>
        <source>Write 'B-Plan' or 'FNP'.</source>
        <translation>Schreiben Sie „B-Plan“ oder „FNP“.</translation>
    </message>
    <message>
        <source>Write 'WG' or 'NWG' in column 'sektor'; mixed use takes both.</source>
        <translation>Schreiben Sie „WG“ oder „NWG“ in Spalte „sektor“; Mischnutzung nimmt beide.</translation>
    </message>
    <message>
        <source>Write a number there.</source>
        <translation>Schreiben Sie dort eine Zahl.</translation>
    </message>
    <message>
        <source>Write at least one row below the column names.</source>
        <translation>Schreiben Sie mindestens eine Zeile unter die Spaltennamen.</translation>
    </message>
    <message>
        <source>Write ja or nein.</source>
        <translation>Schreiben Sie ja oder nein.</translation>
    </message>
    <message>
        <source>Write the year of construction with four digits or leave it empty.</source>
        <translation>Schreiben Sie das Baujahr mit vier Ziffern oder lassen Sie es leer.</translation>
    </message>
    <message>
        <source>Write true or false.</source>
        <translation>Schreiben Sie true (wahr) oder false (falsch).</translation>
    </message>
    <message>
        <source>Writing the GeoPackage</source>
        <translation>GeoPackage wird geschrieben</translation>
    </message>
    <message>
        <source>Writing the report</source>
        <translation>Bericht wird geschrieben</translation>
    </message>
    <message>
        <source>Writing the results</source>
        <translation>Ergebnisse werden geschrieben</translation>
    </message>
    <message>
        <source>Year of construction</source>
        <comment>baujahr</comment>
        <translation>Baujahr</translation>
    </message>
    <message>
        <source>Year of construction</source>
        <comment>year_column</comment>
        <translation>Baujahr</translation>
    </message>
    <message>
        <source>Year or date of the plan</source>
        <comment>plan_year_column</comment>
        <translation>Jahr oder Datum des Plans</translation>
    </message>
    <message>
        <source>shapely works with parts of the GEOS library of QGIS, so results may differ from those outside QGIS in the last digits. Move the folders shapely, shapely.libs and shapely-*.dist-info from {found} to {folder} and start QGIS anew.</source>
        <translation>shapely arbeitet mit Teilen der GEOS-Bibliothek von QGIS; Ergebnisse können daher in den letzten Stellen von denen außerhalb von QGIS abweichen. Verschieben Sie die Ordner shapely, shapely.libs und shapely-*.dist-info aus {found} nach {folder} und starten Sie QGIS neu.</translation>
    </message>
    <message>
        <source>{count} area(s) of layer '{layer}' hold no code of actual use, for instance '{value}'.</source>
        <translation>{count} Flächen von Layer „{layer}“ haben keinen Schlüssel der tatsächlichen Nutzung, zum Beispiel „{value}“.</translation>
    </message>
    <message>
        <source>{count} block(s) are larger than {limit} ha; more streets or paths as borders may divide them.</source>
        <translation>{count} Baublöcke sind größer als {limit} ha; weitere Straßen oder Wege als Grenzen könnten sie teilen.</translation>
    </message>
    <message>
        <source>{count} block(s) follow street lines, since parcels cover less than half of them.</source>
        <translation>{count} Baublöcke folgen den Straßenlinien, weil Flurstücke weniger als die Hälfte von ihnen bedecken.</translation>
    </message>
    <message>
        <source>{count} block(s) of layer '{layer}' overlap others, by {area} ha in all; the planning area counts each place once.</source>
        <translation>{count} Blöcke von Layer „{layer}“ überlappen andere, zusammen um {area} ha; das Planungsgebiet zählt jede Stelle einmal.</translation>
    </message>
    <message>
        <source>{count} building(s) have 0 storeys, which counts as unknown.</source>
        <translation>{count} Gebäude haben 0 Geschosse, was als unbekannt gilt.</translation>
    </message>
    <message>
        <source>{count} building(s) have a part without reference area, which gets no heat.</source>
        <translation>{count} Gebäude haben einen Teil ohne Bezugsfläche, der keine Wärme erhält.</translation>
    </message>
    <message>
        <source>{count} building(s) have an unknown function code and get no heat: {codes}.</source>
        <translation>{count} Gebäude haben einen unbekannten Funktionsschlüssel und erhalten keine Wärme: {codes}.</translation>
    </message>
    <message>
        <source>{count} building(s) have no section; they are listed in 'unassigned'.</source>
        <translation>{count} Gebäude haben keinen Abschnitt; sie stehen in „unassigned“.</translation>
    </message>
    <message>
        <source>{count} building(s) lie in a census cell that layer '{layer}' does not hold.</source>
        <translation>{count} Gebäude liegen in einer Zensuszelle, die in Layer „{layer}“ fehlt.</translation>
    </message>
    <message>
        <source>{count} building(s) lie in no census cell as a whole.</source>
        <translation>{count} Gebäude liegen in keiner Zensuszelle ganz.</translation>
    </message>
    <message>
        <source>{count} building(s) lie outside all blocks; they are listed in 'outside'.</source>
        <translation>{count} Gebäude liegen außerhalb aller Baublöcke; sie stehen in „outside“.</translation>
    </message>
    <message>
        <source>{count} building(s) lie outside all blocks; they are listed in 'unassigned'.</source>
        <translation>{count} Gebäude liegen außerhalb aller Baublöcke; sie stehen in „unassigned“.</translation>
    </message>
    <message>
        <source>{count} building(s) match no feature of layer '{layer}'.</source>
        <translation>{count} Gebäude passen zu keinem Objekt des Layers „{layer}“.</translation>
    </message>
    <message>
        <source>{count} building(s) of layer '{layer}' have no useful heat; they count as 0.</source>
        <translation>{count} Gebäude des Layers „{layer}“ haben keine Nutzwärme; sie zählen als 0.</translation>
    </message>
    <message>
        <source>{count} building(s) took the row of an assigned function code.</source>
        <translation>{count} Gebäude erhielten die Zeile eines zugeordneten Funktionsschlüssels.</translation>
    </message>
    <message>
        <source>{count} building(s) took the row of the group of their function code.</source>
        <translation>{count} Gebäude erhielten die Zeile der Obergruppe ihres Funktionsschlüssels.</translation>
    </message>
    <message>
        <source>{count} building(s) took the value of another type or age class.</source>
        <translation>{count} Gebäude erhielten den Wert eines anderen Typs oder einer anderen Baualtersklasse.</translation>
    </message>
    <message>
        <source>{count} building(s) without sector get no heat.</source>
        <translation>{count} Gebäude ohne Sektor erhalten keine Wärme.</translation>
    </message>
    <message>
        <source>{count} heated non-residential part(s) have no specific value and get no heat.</source>
        <translation>{count} beheizte Nichtwohnteile haben keinen Kennwert und erhalten keine Wärme.</translation>
    </message>
    <message>
        <source>{count} heated residential part(s) have no specific value and get no heat.</source>
        <translation>{count} beheizte Wohnteile haben keinen Kennwert und erhalten keine Wärme.</translation>
    </message>
    <message>
        <source>{count} height(s) come from a default number of storeys.</source>
        <translation>{count} Höhen stammen aus einer angenommenen Geschosszahl.</translation>
    </message>
    <message>
        <source>{count} height(s) were imputed as a median ({level}).</source>
        <translation>{count} Höhen wurden als Median ergänzt ({level}).</translation>
    </message>
    <message>
        <source>{count} invalid polygon(s) of layer '{layer}' were repaired.</source>
        <translation>{count} ungültige Flächen des Layers „{layer}“ wurden repariert.</translation>
    </message>
    <message>
        <source>{count} line end(s) were moved to close a gap.</source>
        <translation>{count} Linienenden wurden verschoben, um eine Lücke zu schließen.</translation>
    </message>
    <message>
        <source>{count} line(s) have no whole number in field '{field}'; their level follows from bridge and tunnel.</source>
        <translation>{count} Linien haben im Feld „{field}“ keine ganze Zahl; ihre Ebene folgt aus Brücke und Tunnel.</translation>
    </message>
    <message>
        <source>{count} line(s) of layer '{layer}' are no streets by their class and were left out.</source>
        <translation>{count} Linien des Layers „{layer}“ sind nach ihrer Klasse keine Straßen und blieben außen vor.</translation>
    </message>
    <message>
        <source>{count} line(s) of layer '{layer}' have a class that the class table does not know; they count as streets.</source>
        <translation>{count} Linien des Layers „{layer}“ haben eine Klasse, die die Klassentabelle nicht kennt; sie gelten als Straßen.</translation>
    </message>
    <message>
        <source>{count} line(s) or piece(s) shorter than the snapping distance were dropped.</source>
        <translation>{count} Linien oder Stücke, die kürzer als der Fangabstand sind, entfielen.</translation>
    </message>
    <message>
        <source>{count} loose end(s) at junctions were dropped as too short.</source>
        <translation>{count} lose Enden an Knoten wurden als zu kurz entfernt.</translation>
    </message>
    <message>
        <source>{count} parcel(s) along street centre lines were taken as street space.</source>
        <translation>{count} Flurstücke entlang der Straßenachsen wurden als Straßenraum genommen.</translation>
    </message>
    <message>
        <source>{count} piece(s) of street that were drawn twice were left out.</source>
        <translation>{count} doppelt gezeichnete Straßenstücke blieben außen vor.</translation>
    </message>
    <message>
        <source>{count} plan(s) of layer '{layer}' hold no year in field '{field}', for instance '{value}'.</source>
        <translation>{count} Pläne von Layer „{layer}“ enthalten in Feld „{field}“ kein Jahr, zum Beispiel „{value}“.</translation>
    </message>
    <message>
        <source>{count} section(s) are shorter than {minimum} m; their density says little.</source>
        <translation>{count} Abschnitte sind kürzer als {minimum} m; ihre Dichte sagt wenig aus.</translation>
    </message>
</context>
</TS>
