import { barsWithMarks } from "./charts/barsWithMarks";
import { brokenLine } from "./charts/brokenLine";
import { bullet } from "./charts/bullet";
import { bump } from "./charts/bump";
import { clusteredBar } from "./charts/clusteredBar";
import { distribution } from "./charts/distribution";
import { dotStrip } from "./charts/dotStrip";
import type { Box, ChartOption, Drawing } from "./charts/drawing";
import { radar } from "./charts/radar";
import { timeline } from "./charts/timeline";
import { waterfall } from "./charts/waterfall";
import type { ChartKind, ChartSpec, Language } from "./spec";
import type { Theme } from "./theme";

const kinds: Readonly<Record<ChartKind, (drawing: Drawing) => ChartOption>> = {
  barsWithMarks, brokenLine, radar, clusteredBar, waterfall, dotStrip, bump, distribution, timeline, bullet,
};

/** What a chart means, as ECharts draws it in a box of this size. The same answer to the same question. */
export function chartOption(spec: ChartSpec, theme: Theme, language: Language, box: Box): ChartOption {
  if (!Object.hasOwn(kinds, spec.kind)) {
    throw new RangeError(`No chart of kind "${spec.kind}".`);
  }
  for (const series of spec.series) {
    if (series.values.length !== spec.categories.length) {
      throw new RangeError(`"${series.name}" has ${series.values.length} values for ${spec.categories.length} categories.`);
    }
  }
  return kinds[spec.kind]({ spec, theme, language, box });
}
