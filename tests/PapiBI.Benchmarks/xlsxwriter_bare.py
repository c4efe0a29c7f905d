"""The workbooks of a dump, written again by XlsxWriter. Prints the seconds that its calls take.

    xlsxwriter_bare.py DUMP FOLDER PROCESSES

The dump is turned into arguments before the clock starts: a program that writes such workbooks has them at hand.
"""
import json
import os
import sys
import time
from datetime import datetime
from multiprocessing import get_context

import xlsxwriter

SIDES = ("Left", "Right", "Top", "Bottom")
BORDERS = {"thin": 1, "medium": 2, "thick": 5}
VERTICAL = {"top": "top", "center": "vcenter"}
CHARTS = {"scatter": ("scatter", "straight_with_markers"), "line": ("line", None), "radar": ("radar", "with_markers"), "bar": ("bar", None), "column": ("column", None)}
DASHES = {"dash": "dash", "sysDot": "round_dot", "sysDash": "square_dot"}
POSITIONS = {"t": "above", "b": "below", "l": "left", "r": "right", "ctr": "center", "inBase": "inside_base", "outEnd": "outside_end"}
PROPERTIES = {"title": "title", "subject": "subject", "creator": "author", "Company": "company", "category": "category", "keywords": "keywords", "description": "comments"}
NONE = {"none": True}


# What the calls are given, from the dump.

def format_arguments(look):
    form = {
        "font_name": look["Font"],
        "font_size": look["Size"],
        "bold": look["IsBold"],
        "underline": 1 if look["IsUnderlined"] else 0,
        "num_format": look["Format"],
        "text_wrap": look["Wraps"],
        "shrink": look["Shrinks"],
        "indent": look["Indent"],
    }
    if look["Ink"]:
        form["font_color"] = "#" + look["Ink"]
    if look["Fill"]:
        form.update(pattern=1, bg_color="#" + look["Fill"])
    for side in SIDES:
        if look[side]["Style"]:
            form[side.lower()] = BORDERS[look[side]["Style"]]
            form[side.lower() + "_color"] = "#" + look[side]["Ink"]
    if look["Horizontal"]:
        form["align"] = look["Horizontal"]
    if look["Vertical"]:
        form["valign"] = VERTICAL[look["Vertical"]]
    return form


def run_arguments(run):
    return (("font_name", run["Font"]), ("font_size", run["Size"]), ("bold", run["IsBold"]), ("font_color", "#" + run["Ink"]))


def font(dumped):
    made = {"name": dumped["Font"], "size": dumped["Size"], "bold": dumped["IsBold"], "color": "#" + dumped["Ink"]}
    if dumped["Rotation"]:
        made["rotation"] = dumped["Rotation"]
    return made


def line(dumped):
    if not dumped["Ink"]:
        return NONE
    made = {"color": "#" + dumped["Ink"], "width": dumped["Width"]}
    if dumped["Dash"]:
        made["dash_type"] = DASHES[dumped["Dash"]]
    return made


def fill(ink):
    return {"color": "#" + ink} if ink else NONE


def marker(dumped):
    if dumped["Symbol"] == "none":
        return {"type": "none"}
    return {"type": dumped["Symbol"], "size": dumped["Size"], "fill": fill(dumped["Ink"]), "border": line(dumped["Edge"])}


def labels(dumped, count):
    made = {"value": True, "position": POSITIONS[dumped["Position"]], "font": font(dumped["Font"])}
    if dumped["Format"]:
        made["num_format"] = dumped["Format"]
    if dumped["Points"]:
        made["custom"] = [{"delete": True} for _ in range(count)]
        for point in dumped["Points"]:
            made["custom"][point["Index"]] = {"font": font(point["Font"])}
            if point["Text"]:
                made["custom"][point["Index"]]["value"] = point["Text"]
    return made


def series_arguments(group, series):
    made = {"values": "=" + series["Values"]}
    if series["Categories"]:
        made["categories"] = "=" + series["Categories"]
    if series["Name"]:
        made["name"] = "=" + series["Name"]
    if group["Kind"] in ("bar", "column"):
        made.update(fill=fill(series["Fill"]), border=line(series["Line"]))
        if group["Gap"] is not None:
            made["gap"] = group["Gap"]
        if group["Overlap"]:
            made["overlap"] = group["Overlap"]
    else:
        made["line"] = line(series["Line"])
    if series["Marker"]:
        made["marker"] = marker(series["Marker"])
    if series["Labels"]:
        made["data_labels"] = labels(series["Labels"], series["Count"])
    if series["PointInks"]:
        made["points"] = [None] * series["Count"]
        for index, ink in series["PointInks"].items():
            made["points"][int(index)] = {"fill": fill(ink), "border": NONE}
    return made


def axis_arguments(axis, other):
    made = {
        "visible": not axis["IsHidden"],
        "reverse": axis["IsReversed"],
        "num_format": axis["Format"],
        "num_font": font(axis["Font"]),
        "label_position": {"nextTo": "next_to"}.get(axis["Labels"], axis["Labels"]),
        "major_tick_mark": "none",
        "minor_tick_mark": "none",
        "line": line(axis["Line"]),
        "major_gridlines": {"visible": bool(axis["GridLine"]["Ink"]), "line": line(axis["GridLine"])},
        "position_axis": "between" if axis["IsBetween"] else "on_tick",
    }
    for name, value in (("min", axis["Min"]), ("max", axis["Max"]), ("major_unit", axis["Step"])):
        if value is not None:
            made[name] = value
    if other["Crosses"] != "autoZero":
        made["crossing"] = other["Crosses"]
    return made


def width(dumped):
    """XlsxWriter rounds columns to whole pixels of its own font, 7 a digit, and adds a padding of 5: down, so that they fit the paper as ours do."""
    whole = int(dumped * 7)
    return (whole - 5) / 7 if whole >= 12 else whole / 12


def pixels(width):
    return int(width * 7 + 0.5) + 5 if width >= 1 else int(width * 12 + 0.5)


def chart_arguments(sheet, chart):
    row, column, to_row, to_column = chart["Box"]
    widths = {each: width(part["Width"]) for part in sheet["Columns"] for each in range(part["First"], min(part["Last"], 200) + 1)}
    heights = {each["Row"]: each["Height"] for each in sheet["Rows"]}
    plot = {"fill": NONE, "border": NONE}
    if chart["Layout"]:
        plot["layout"] = dict(zip(("x", "y", "width", "height"), chart["Layout"]))
    groups = []
    for group in chart["Groups"]:
        kind, subtype = CHARTS[group["Kind"]]
        made = {"type": kind, "name": chart["Name"]}
        if group["IsStacked"] or subtype:
            made["subtype"] = "stacked" if group["IsStacked"] else subtype
        groups.append((made, [series_arguments(group, series) for series in group["Series"]]))

    # XlsxWriter's x axis lies at the bottom: in lying bars that is the one of their values.
    x, y = (chart["Y"], chart["X"]) if chart["Groups"][0]["Kind"] == "bar" else (chart["X"], chart["Y"])
    return {
        "at": (row - 1, column - 1),
        "groups": groups,
        "x": axis_arguments(x, y),
        "y": axis_arguments(y, x),
        "plot": plot,
        # XlsxWriter's pixels of the cells that the chart covers.
        "size": {
            "width": sum(pixels(widths[each]) for each in range(column, to_column)),
            "height": sum(int(4 / 3 * heights[each]) for each in range(row, to_row)),
        },
        "options": {"description": chart["AltText"], "object_position": 1},
    }


def box(dumped):
    row, column, to_row, to_column = dumped
    return row - 1, column - 1, to_row - 1, to_column - 1


def cell_arguments(sheet):
    """Merged boxes of one look are one call; every other cell is one."""
    cells = {(cell["Row"], cell["Column"]): cell for cell in sheet["Cells"]}
    made = {"merged": [], "numbers": [], "texts": [], "blanks": [], "rich": []}
    for row, column, to_row, to_column in sheet["Merged"]:
        first = cells[row, column]
        inside = [(r, c) for r in range(row, to_row + 1) for c in range(column, to_column + 1)]
        value = first["Number"] if first["Number"] is not None else first["Text"] or ""
        made["merged"].append((box((row, column, to_row, to_column)), value, first["Style"]))
        for place in inside:
            if cells[place]["Style"] == first["Style"] and not cells[place]["Runs"]:
                del cells[place]
    for (row, column), cell in cells.items():
        at = (row - 1, column - 1)
        if cell["Runs"]:
            made["rich"].append((at, [(run_arguments(run), run["Text"]) for run in cell["Runs"]], cell["Style"]))
        elif cell["Number"] is not None:
            made["numbers"].append((at, cell["Number"], cell["Style"]))
        elif cell["Text"]:
            made["texts"].append((at, cell["Text"], cell["Style"]))
        else:
            made["blanks"].append((at, None, cell["Style"]))
    return made


def sparkline_arguments(lines):
    return {
        "location": lines["Cells"],
        "range": lines["Data"],
        "series_color": "#" + lines["Ink"],
        "last_point": True,
        "last_color": "#" + lines["LastInk"],
        "empty_cells": "gaps",
    }


def scale_arguments(scale):
    made = {"type": "3_color_scale"}
    for name, value, ink in zip(("min", "mid", "max"), scale["Values"], scale["Inks"]):
        made.update({name + "_type": "num", name + "_value": value, name + "_color": "#" + ink})
    return made


def sheet_arguments(sheet):
    page = sheet["Page"]

    # Columns beyond the last cell are left as they are: XlsxWriter would go through all 16,384 of them for each row.
    last = max(cell["Column"] for cell in sheet["Cells"])
    return {
        "name": sheet["Name"],
        "columns": [(part["First"] - 1, min(part["Last"], last) - 1, width(part["Width"]), part["Style"]) for part in sheet["Columns"] if part["First"] <= last],
        "rows": [(row["Row"] - 1, row["Height"]) for row in sheet["Rows"]],
        "cells": cell_arguments(sheet),
        "page": page,
        "repeated": [int(row.lstrip("$")) - 1 for row in page["RepeatedRows"].split(":")] if page["RepeatedRows"] else None,
        "scales": [(box(scale["Box"]), scale_arguments(scale)) for scale in sheet["Scales"]],
        "sparklines": [sparkline_arguments(lines) for lines in sheet["Sparklines"]],
        "charts": [chart_arguments(sheet, chart) for chart in sheet["Charts"]],
        "filter": box(sheet["Filter"]) if sheet["Filter"] else None,
        "frozen": sheet["FrozenRows"],
        "text_numbers": sheet["TextNumbers"],
    }


def book_arguments(book):
    properties = {to: book["Properties"][name] for name, to in PROPERTIES.items() if name in book["Properties"]}
    properties["created"] = datetime.strptime(book["Properties"]["created"], "%Y-%m-%dT%H:%M:%SZ")
    return {
        "name": book["Name"],
        "properties": properties,
        "names": [(name["Name"], "=" + name["RefersTo"]) for name in book["Names"]],
        "sheets": [sheet_arguments(sheet) for sheet in book["Sheets"]],
    }


# The calls.

def write_chart(book, sheet, chart):
    charts = []
    for made, series in chart["groups"]:
        charts.append(book.add_chart(made))
        for each in series:
            charts[-1].add_series(each)
    first = charts[0]
    for other in charts[1:]:
        first.combine(other)
    first.set_x_axis(chart["x"])
    first.set_y_axis(chart["y"])
    first.set_title(NONE)
    first.set_legend(NONE)
    first.set_chartarea({"fill": NONE, "border": NONE})
    first.set_plotarea(chart["plot"])
    first.set_size(chart["size"])
    sheet.insert_chart(*chart["at"], first, chart["options"])


def write_page(sheet, dumped):
    page = dumped["page"]
    left, right, top, bottom, header, footer = page["Margins"]
    sheet.set_paper(9)
    if page["IsLandscape"]:
        sheet.set_landscape()
    sheet.set_margins(left, right, top, bottom)
    sheet.set_header("", {"margin": header})
    sheet.set_footer(page["Footer"], {"margin": footer})
    sheet.center_horizontally()
    sheet.hide_gridlines(2)
    sheet.set_zoom(page["Zoom"])
    if page["FitsOnePage"]:
        sheet.fit_to_pages(1, 1)
    if page["Scale"]:
        sheet.set_print_scale(page["Scale"])
    if page["PrintArea"]:
        sheet.print_area(page["PrintArea"])
    if dumped["repeated"]:
        sheet.repeat_rows(*dumped["repeated"])
    if page["Breaks"]:
        sheet.set_h_pagebreaks(page["Breaks"])
    if dumped["filter"]:
        sheet.autofilter(*dumped["filter"])
    if dumped["frozen"]:
        sheet.freeze_panes(dumped["frozen"], 0)
    if dumped["text_numbers"]:
        sheet.ignore_errors({"number_stored_as_text": dumped["text_numbers"]})


def write_sheet(book, sheet, dumped, look, run):
    for first, last, width, style in dumped["columns"]:
        sheet.set_column(first, last, width, look(style))
    for row, height in dumped["rows"]:
        sheet.set_row(row, height)
    cells = dumped["cells"]
    for place, value, style in cells["merged"]:
        sheet.merge_range(*place, value, look(style))
    for (row, column), value, style in cells["numbers"]:
        sheet.write_number(row, column, value, look(style))
    for (row, column), value, style in cells["texts"]:
        sheet.write_string(row, column, value, look(style))
    for (row, column), value, style in cells["blanks"]:
        sheet.write_blank(row, column, value, look(style))
    for (row, column), runs, style in cells["rich"]:
        sheet.write_rich_string(row, column, *(part for form, text in runs for part in (run(form), text)), look(style))
    write_page(sheet, dumped)
    for place, scale in dumped["scales"]:
        sheet.conditional_format(*place, scale)
    for lines in dumped["sparklines"]:
        sheet.add_sparkline(lines["location"][0], lines)
    for chart in dumped["charts"]:
        write_chart(book, sheet, chart)


def write_nth(index):
    write_book(BOOKS[index])


def write_book(dumped):
    # In memory: its parts as files of their own would take a third longer.
    options = {"in_memory": True, "default_format_properties": {"font_name": "Times New Roman", "font_size": 12}}
    book = xlsxwriter.Workbook(os.path.join(FOLDER, dumped["name"]), options)
    looks = {}
    runs = {}

    def look(style):
        if style not in looks:
            looks[style] = book.add_format(FORMATS[style])
        return looks[style]

    def run(form):
        if form not in runs:
            runs[form] = book.add_format(dict(form))
        return runs[form]

    book.set_properties(dumped["properties"])
    sheets = [book.add_worksheet(sheet["name"]) for sheet in dumped["sheets"]]
    for name, refers_to in dumped["names"]:
        book.define_name(name, refers_to)
    for sheet, each in zip(sheets, dumped["sheets"]):
        write_sheet(book, sheet, each, look, run)
    book.close()


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as file:
        DUMP = json.load(file)
    FORMATS = [format_arguments(look) for look in DUMP["Styles"]]
    BOOKS = [book_arguments(book) for book in DUMP["Books"]]
    FOLDER = sys.argv[2]
    os.makedirs(FOLDER, exist_ok=True)
    processes = int(sys.argv[3])
    start = time.perf_counter()
    if processes == 1:
        for each in BOOKS:
            write_book(each)
    else:
        # Forked after the dump is read, so that each has it already and is only told which.
        with get_context("fork").Pool(processes) as pool:
            pool.map(write_nth, range(len(BOOKS)), chunksize=4)
    print(time.perf_counter() - start)
