import { textWidth } from "../letters";
import { missing, plain } from "../numbers";
import { seriesOf, valueAt, type ChartSpec, type Language, type RowScale, type SeriesRole } from "../spec";
import { chart, feeler, line, marks, rect, text, type ChartOption, type Drawing } from "./drawing";
import { rowsOf } from "./rows";

const size = 11;

/** Where a value stands, 0 at the worst and 1 at the best end; what lies beyond an end stands at that end. */
export const shareOf = ({ worst, best }: RowScale, value: number): number => (best === worst ? 0 : Math.min(Math.max((value - worst) / (best - worst), 0), 1));

/** Results against targets, every row from the worst to the best value of its own scale, better to the right, both ends named. */
export function bullet(drawing: Drawing): ChartOption {
  const { spec, theme, language } = drawing;
  const scaled = spec.categories.flatMap((_, row) => {
    const scale = spec.scales[row] ?? null;
    return scale === null ? [] : [{ row, scale }];
  });
  const side = Math.max(0, ...scaled.flatMap(({ scale }) => [scale.worst, scale.best]).map((end) => textWidth(plain(end, language), size))) + 8;
  const rows = rowsOf(drawing, { left: side, right: side });
  const bar = rows.thickness(0.36, 6, 13);
  const ofRole = (role: SeriesRole) => scaled.flatMap(({ row, scale }) => {
    const value = valueAt(spec, role, row);
    return value === null ? [] : [{ value: [shareOf(scale, value), row] }];
  });
  const nameOf = (role: SeriesRole): string => seriesOf(spec, role)?.name ?? "";
  const tick = (role: SeriesRole, width: number, reach: number, z: number) => marks(nameOf(role), theme.inks[role], ofRole(role), (at, [share, row]) => {
    const [x] = at(share!, 0);
    const y = rows.middle(row!);
    // Paper beside a tick keeps it apart from the bar.
    return [rect(x - width / 2 - 1, y - reach, width + 2, reach * 2, { fill: theme.paper }), rect(x - width / 2, y - reach, width, reach * 2, { fill: theme.inks[role] })];
  }, z);

  return chart(drawing, {
    ...rows.axes({ min: 0, max: 1 }),
    series: [
      marks("scales", theme.rule, scaled.map(({ row, scale }) => ({ value: [0, 1, row], words: `${plain(scale.worst, language)} – ${plain(scale.best, language)}` })), (at, [from, to, row], index) => {
        const y = rows.middle(row!);
        const [left, right] = [at(from!, 0)[0], at(to!, 0)[0]];
        const { worst, best } = scaled[index]!.scale;
        return [
          line([left, y], [right, y], theme.rule, 1),
          ...[left, right].map((x) => line([x, y - bar / 2 - 1], [x, y + bar / 2 + 1], theme.rule, 1)),
          text(plain(worst, language), [left - 5, y], theme.quiet, { size, align: "right" }),
          text(plain(best, language), [right + 5, y], theme.quiet, { size, align: "left" }),
        ];
      }, 1),
      marks(nameOf("subject"), theme.inks.subject, ofRole("subject"), (at, [share, row]) => {
        const [from] = at(0, 0);
        return [rect(from, rows.middle(row!) - bar / 2, at(share!, 0)[0] - from, bar, { fill: theme.inks.subject })];
      }),
      tick("baseline", 1.5, bar / 2 + 6, 3),
      tick("target", 4, bar / 2 + 4, 4),
      feeler(
        spec.categories.map((_, row) => ({ value: [0, row], name: tip(spec, row, language) })),
        (at, [, row]) => [rect(at(0, 0)[0], rows.lanes[row!]!.top, at(1, 0)[0] - at(0, 0)[0], rows.lanes[row!]!.height, { fill: "transparent" })],
      ),
    ],
  });
}

const tip = (spec: ChartSpec, row: number, language: Language): string => [
  spec.categories[row],
  ...spec.series.map((series) => `${series.name}: ${(series.values[row] ?? null) === null ? missing : plain(series.values[row]!, language)}`),
].join("\n");
