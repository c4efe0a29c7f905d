import { textWidth, wrapped } from "../letters";
import type { ChartSeries } from "../spec";
import { dashOf } from "./brokenLine";
import { chart, feeler, marks, text, textSize, type ChartOption, type Drawing, type Point, type Shape } from "./drawing";
import { scaleOf, tickText } from "./scale";
import { categoryTip } from "./tips";

const nameRoom = 0.26;
const leastApart = 24;

/** One axis per category, the subject in a heavy line. Drawn by hand, since a ready-made radar puts a missing value into the centre, where 0 is. */
export function radar(drawing: Drawing): ChartOption {
  const { spec, theme, language, box } = drawing;
  const scale = scaleOf(spec);
  const count = spec.categories.length;
  const room = Math.max(box.width * nameRoom, 60);
  const names = spec.categories.map((category) => wrapped(category, room - 10, textSize));
  const side = Math.max(...names.flatMap((name) => name.split("\n")).map((line) => textWidth(line, textSize))) + 10;
  const radius = Math.max(Math.min(box.height / 2 - 30, box.width / 2 - side), 30);
  const centre: Point = [box.width / 2, box.height / 2];
  const turned = (category: number, distance: number): Point => {
    const angle = (2 * Math.PI * category) / count - Math.PI / 2;
    return [centre[0] + Math.cos(angle) * distance, centre[1] + Math.sin(angle) * distance];
  };
  const at = (category: number, value: number): Point => turned(category, (radius * Math.max(0, value - scale.min)) / (scale.max - scale.min || 1));
  const ring = (value: number): Point[] => spec.categories.map((_, category) => at(category, value));

  const rings = scale.ticks.filter((tick) => tick > scale.min);
  const every = Math.ceil((leastApart * rings.length) / radius);

  const net = marks("net", theme.grid, [{ value: [scale.min, scale.max] }], () => [
    ...rings.map((tick): Shape => ({ type: "polygon", shape: { points: ring(tick) }, style: { fill: "none", stroke: theme.grid, lineWidth: 1 } })),
    ...spec.categories.map((_, category): Shape => ({ type: "polyline", shape: { points: [centre, at(category, scale.max)] }, style: { fill: "none", stroke: theme.grid, lineWidth: 1 } })),
    ...rings.filter((_, i) => (rings.length - 1 - i) % every === 0).map((tick) => text(tickText(scale, language)(tick), [at(0, tick)[0] - 4, at(0, tick)[1]], theme.quiet, { size: 10, align: "right", halo: theme.paper })),
    ...names.map((name, category) => {
      const [x, y] = turned(category, radius + 10);
      const across = x - centre[0];
      const isAtSide = Math.abs(across) > radius * 0.2;
      return text(name, [x, y], theme.text, { align: !isAtSide ? "center" : across > 0 ? "left" : "right", verticalAlign: isAtSide ? "middle" : y < centre[1] ? "bottom" : "top", lineHeight: 14 });
    }),
  ], 1);

  // The subject lies over the others.
  const backToFront = [...spec.series].sort((a, b) => Number(a.role === "subject") - Number(b.role === "subject"));
  return chart(drawing, {
    ...withoutAxes,
    series: [
      net,
      ...backToFront.map((series) => marks(
        series.name,
        theme.inks[series.role],
        series.values.map((value, category) => ({ value: [category, value ?? Number.NaN] })),
        // One shape for all points, drawn with the first.
        (_, __, index) => (index > 0 ? [] : profile(series, at, theme.inks[series.role])),
        series.role === "subject" ? 4 : 3,
      )),
      feeler(
        spec.categories.map((_, category) => ({ value: [category, scale.max], name: categoryTip(spec, category, language) })),
        (_, [category]) => [{ type: "polygon", shape: { points: [centre, turned(category! - 0.5, radius + 8), turned(category!, radius + 8), turned(category! + 0.5, radius + 8)] }, style: { fill: "transparent" } }],
      ),
    ],
  });
}

/** A grid that nobody sees: marks have pixels of their own. */
const withoutAxes = {
  grid: { left: 0, right: 0, top: 0, bottom: 0, outerBoundsMode: "none" as const },
  xAxis: { type: "value" as const, show: false, min: 0, max: 1 },
  yAxis: { type: "value" as const, show: false, min: 0, max: 1 },
};

function profile(series: ChartSeries, at: (category: number, value: number) => Point, ink: string): Shape[] {
  const isSubject = series.role === "subject";
  const dash = dashOf(series.role);
  const style = { fill: "none", stroke: ink, lineWidth: isSubject ? 2.5 : 1.75, lineDash: dash === "dashed" ? [6, 4] : dash === "dotted" ? [2, 3] : ("solid" as const) };
  const shapes: Shape[] = runsAround(series.values).map((run): Shape => ({
    type: run.isClosed ? "polygon" : "polyline",
    shape: { points: run.categories.map((category) => at(category, series.values[category]!)) },
    style,
  }));
  const dots = series.values.flatMap((value, category) => (value === null ? [] : [at(category, value)]));
  // The best one's corners are marked, too, so that its solid line is not the subject's on a photocopy.
  return isSubject || series.role === "best"
    ? [...shapes, ...dots.map(([x, y]): Shape => isSubject
        ? { type: "circle", shape: { cx: x, cy: y, r: 3.5 }, style: { fill: ink } }
        : { type: "polygon", shape: { points: [[x, y - 4], [x + 4, y + 3], [x - 4, y + 3]] }, style: { fill: ink } })]
    : shapes;
}

/** Neighbours with values around the circle; a gap opens it. */
export function runsAround(values: readonly (number | null)[]): { categories: number[]; isClosed: boolean }[] {
  if (values.every((value) => value !== null)) {
    return [{ categories: values.map((_, category) => category), isClosed: true }];
  }
  const first = values.findIndex((value) => value === null);
  const runs: { categories: number[]; isClosed: boolean }[] = [];
  let run: number[] = [];
  for (let i = 1; i <= values.length; i++) {
    const category = (first + i) % values.length;
    if (values[category] !== null) {
      run.push(category);
    } else if (run.length > 0) {
      runs.push({ categories: run, isClosed: false });
      run = [];
    }
  }
  return runs;
}
