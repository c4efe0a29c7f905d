"""The cells and charts of a dump, written again by XlsxWriter. Prints the seconds after the dump was read.

    xlsxwriter_bare.py DUMP FOLDER PROCESSES
"""
import json
import os
import sys
import time
from multiprocessing import get_context

import xlsxwriter

HORIZONTAL = {"Left": "left", "Right": "right", "Center": "center", "Justify": "justify"}
VERTICAL = {"Top": "top", "Center": "vcenter", "Bottom": "bottom"}
CHARTS = {"scatter": {"type": "scatter", "subtype": "straight"}, "line": {"type": "line"}, "radar": {"type": "radar"}, "bar": {"type": "bar"}, "column": {"type": "column"}}


def format_of(look):
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
    if look["HasRule"]:
        form.update(bottom=1, bottom_color="#" + (look["RuleInk"] or "000000"))
    if look["Horizontal"] in HORIZONTAL:
        form["align"] = HORIZONTAL[look["Horizontal"]]
    if look["Vertical"] in VERTICAL:
        form["valign"] = VERTICAL[look["Vertical"]]
    return form


def write_chart(book, sheet, dumped, chart):
    drawn = book.add_chart(dict(CHARTS[chart["Kind"]]))
    for series in chart["Series"]:
        spec = {"values": "=" + series["Values"], "line": {"color": "#" + series["Ink"]}}
        if series["Categories"]:
            spec["categories"] = "=" + series["Categories"]
        if series["Name"]:
            spec["name"] = "=" + series["Name"]
        drawn.add_series(spec)
    row, column, to_row, to_column = chart["Box"]
    width = sum(dumped["Widths"][column:to_column]) * 7 + 5
    height = sum(dumped["Heights"][row:to_row]) * 4 / 3
    drawn.set_size({"width": max(width, 20), "height": max(height, 20)})
    sheet.insert_chart(row, column, drawn)


def write_sheet(book, dumped, formats):
    sheet = book.add_worksheet(dumped["Name"])
    for column, width in enumerate(dumped["Widths"]):
        sheet.set_column(column, column, width)
    for row, height in enumerate(dumped["Heights"]):
        sheet.set_row(row, height)
    for row, column, to_row, to_column in dumped["Merged"]:
        sheet.merge_range(row - 1, column - 1, to_row - 1, to_column - 1, "")
    for cell in dumped["Cells"]:
        row, column, look = cell["Row"] - 1, cell["Column"] - 1, formats(cell["Style"])
        if cell["Number"] is not None:
            sheet.write_number(row, column, cell["Number"], look)
        elif cell["Text"]:
            sheet.write_string(row, column, cell["Text"], look)
        else:
            sheet.write_blank(row, column, None, look)
    return sheet


def write_book(dumped):
    book = xlsxwriter.Workbook(os.path.join(FOLDER, dumped["Name"]))
    made = {}

    def formats(style):
        if style not in made:
            made[style] = book.add_format(format_of(DUMP["Styles"][style]))
        return made[style]

    sheets = [write_sheet(book, sheet, formats) for sheet in dumped["Sheets"]]
    for sheet, written in zip(dumped["Sheets"], sheets):
        for chart in sheet["Charts"]:
            write_chart(book, written, sheet, chart)
    book.close()


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as file:
        DUMP = json.load(file)
    FOLDER = sys.argv[2]
    os.makedirs(FOLDER, exist_ok=True)
    processes = int(sys.argv[3])
    start = time.perf_counter()
    if processes == 1:
        for each in DUMP["Books"]:
            write_book(each)
    else:
        # Forked after the dump is read, so that each has it already.
        with get_context("fork").Pool(processes) as pool:
            pool.map(write_book, DUMP["Books"], chunksize=4)
    print(time.perf_counter() - start)
