import { textWidth } from "../letters";
import { change, decimalsOf, fixed } from "../numbers";
import { valuesOf } from "../spec";
import { chart, feeler, line, marks, rect, text, textSize, type ChartOption, type Drawing } from "./drawing";
import { rowsOf } from "./rows";
import { categoryTip } from "./tips";

/** Bars by item. A single series is a change: sign, glyph and colour say whether it rose or fell. Of several, each is named where its longest bar leaves room. */
export function clusteredBar(drawing: Drawing): ChartOption {
  const { spec, theme, language, box } = drawing;
  const isChange = spec.series.length === 1;
  const decimals = decimalsOf(spec.labelFormat);
  const label = (value: number): string => (isChange ? change(value, decimals, language) : fixed(value, decimals, language));
  const values = valuesOf(spec);
  const low = Math.min(spec.min ?? 0, ...values, spec.min === undefined ? 0 : spec.min);
  const high = Math.max(spec.max ?? 0, ...values, low);
  const labelRoom = Math.max(...values.map((value) => textWidth(label(value), textSize)), 0) + 10;
  const named = isChange ? -1 : spec.categories.findIndex((_, category) => spec.series.every((series) => (series.values[category] ?? null) !== null));
  const namesRoom = named < 0 ? 0 : Math.max(...spec.series.map((series) => textWidth(` ${series.name}`, textSize)));
  const rows = rowsOf(drawing, { left: low < 0 ? labelRoom : 0, right: labelRoom });
  const width = box.width - rows.left - rows.right;
  const perPixel = (high - low || 1) / Math.max(width, 1);
  const start = Math.max(low, Math.min(0, high));
  const cluster = rows.thickness(0.74, 8, 22 * spec.series.length);
  const bar = isChange ? rows.thickness(0.5, 6, 16) : cluster / spec.series.length;
  const top = (row: number, series: number): number => rows.middle(row) + (isChange ? -bar / 2 : -cluster / 2 + series * bar);

  return chart(drawing, {
    ...rows.axes({ min: low, max: high }),
    series: [
      ...spec.series.map((series, index) => marks(
        series.name,
        isChange ? theme.quiet : theme.inks[series.role],
        series.values.map((value, row) => ({ value: [value ?? Number.NaN, row] })),
        (at, [value, row]) => {
          if (Number.isNaN(value)) {
            return [];
          }
          const [from] = at(start, 0);
          const [to] = at(value!, 0);
          const ink = !isChange ? theme.inks[series.role] : signInk(drawing, value!);
          const isLeft = value! < start;
          const y = top(row!, index);
          const hasName = row === named && (high - value!) / perPixel + labelRoom > namesRoom + labelRoom;
          return [
            rect(Math.min(from, to), y + 0.5, Math.abs(to - from), bar - 1, { fill: ink }),
            text(label(value!) + (hasName ? ` ${series.name}` : ""), [to + (isLeft ? -5 : 5), y + bar / 2], series.role === "subject" ? theme.text : theme.quiet, { align: isLeft ? "right" : "left", size: Math.min(textSize, Math.max(9, bar)) }),
          ];
        },
      )),
      marks("zero", theme.rule, [{ value: [start, 0] }], (at) => [line([at(start, 0)[0], 0], [at(start, 0)[0], box.height], theme.rule, 1)], 3),
      feeler(
        spec.categories.map((_, row) => ({ value: [start, row], name: categoryTip(spec, row, language) })),
        (_, [, row]) => [rect(0, rows.lanes[row!]!.top, box.width, rows.lanes[row!]!.height, { fill: "transparent" })],
      ),
    ],
  });
}

export const signInk = ({ theme }: Pick<Drawing, "theme">, value: number): string => (value > 0 ? theme.rise : value < 0 ? theme.fall : theme.quiet);
