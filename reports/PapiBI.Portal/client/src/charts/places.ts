import type { Point } from "./drawing";

interface Area { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number }

/** Where texts stand in a chart: each has a place of its own, off the lines where there is one. */
export class Places {
  private readonly texts: Area[] = [];
  private readonly dots: Point[] = [];

  constructor(private readonly bounds: Area) {}

  addLine([x1, y1]: Point, [x2, y2]: Point): void {
    const pieces = Math.max(1, Math.ceil(Math.hypot(x2 - x1, y2 - y1) / 3));
    for (let i = 0; i <= pieces; i++) {
      this.dots.push([x1 + ((x2 - x1) * i) / pieces, y1 + ((y2 - y1) * i) / pieces]);
    }
  }

  addArea(area: Area): void {
    this.texts.push(area);
  }

  /** The middle of a text's place beside a point; null where all are taken. A text that has to be said may lie on lines. */
  place([x, y]: Point, width: number, height: number, isNeeded: boolean, isLow = false): Point | null {
    const [aside, away] = [width / 2 + 7, height / 2 + 6];
    const above: Point[] = [[0, -away], [width / 3, -away], [-width / 3, -away]];
    const below: Point[] = [[0, away], [width / 3, away], [-width / 3, away]];
    const beside: Point[] = [[aside, 0], [-aside, 0], [aside, -away], [-aside, -away], [aside, away], [-aside, away]];
    const tries = [...(isLow ? [...below, ...above] : [...above, ...below]), ...beside, [0, -2 * away] as Point, [0, 2 * away] as Point];
    const areas = tries.map(([dx, dy]): Area => ({ left: x + dx - width / 2, right: x + dx + width / 2, top: y + dy - height / 2, bottom: y + dy + height / 2 }));
    const inside = areas.filter((area) => area.left >= this.bounds.left && area.right <= this.bounds.right && area.top >= this.bounds.top && area.bottom <= this.bounds.bottom);
    const free = inside.filter((area) => this.texts.every((other) => area.right < other.left || other.right < area.left || area.bottom < other.top || other.bottom < area.top));
    const touched = (area: Area): number => this.dots.filter(([dx, dy]) => dx > area.left && dx < area.right && dy > area.top && dy < area.bottom).length;
    const best = free.find((area) => touched(area) === 0) ?? (isNeeded ? [...free].sort((a, b) => touched(a) - touched(b))[0] : undefined);
    if (best === undefined) {
      return null;
    }
    this.texts.push(best);
    return [(best.left + best.right) / 2, (best.top + best.bottom) / 2];
  }
}
