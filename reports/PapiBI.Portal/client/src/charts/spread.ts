/** Labels below each other, in the order given, each as near to its own height as the others allow; where all cannot fit, evenly as close as they must be. */
export function spread(wanted: readonly number[], spacing: number, low: number, high: number): number[] {
  const step = Math.min(spacing, (high - low) / Math.max(wanted.length - 1, 1));
  const bound = (top: number, count: number): number => Math.max(Math.min(top, high - (count - 1) * step), low);
  const order = wanted.map((_, i) => i).sort((a, b) => wanted[a]! - wanted[b]!);
  // Labels that would touch make one pile, which stands where its members together would like best.
  const piles: { count: number; sum: number }[] = [];
  for (const index of order) {
    let pile = { count: 1, sum: bound(wanted[index]!, 1) };
    for (let above = piles.at(-1); above !== undefined && above.sum / above.count + above.count * step > pile.sum / pile.count; above = piles.at(-1)) {
      piles.pop();
      const count = above.count + pile.count;
      pile = { count, sum: bound((above.sum + pile.sum - pile.count * above.count * step) / count, count) * count };
    }
    piles.push(pile);
  }
  const heights = piles.flatMap((pile) => Array.from({ length: pile.count }, (_, k) => pile.sum / pile.count + k * step));
  const places = new Array<number>(wanted.length);
  order.forEach((index, at) => (places[index] = heights[at]!));
  return places;
}
