// About as wide as the sans fonts of common systems write them, in shares of the size; a little more rather than less.
const widthOf = (letter: string): number =>
  /[\u0300-\u036f]/.test(letter) ? 0
  : /[ .,:;'’|!ijl·]/.test(letter) ? 0.29
  : /[ftrI()/\-[\]]/.test(letter) ? 0.38
  : /[mwMW%▲▼−+=]/.test(letter) ? 0.86
  : /[A-ZĐ]/.test(letter) ? 0.7
  : 0.61;

/** The width of a text in pixels, without asking a browser. */
export const textWidth = (text: string, size: number, isBold = false): number =>
  [...text.normalize("NFD")].reduce((sum, letter) => sum + widthOf(letter), 0) * size * (isBold ? 1.06 : 1);

/** A text in lines no wider than there is room, broken between words; what goes beyond the last line is cut with "…". */
export function wrapped(text: string, room: number, size: number, mostLines = 3): string {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && textWidth(`${last} ${word}`, size) <= room) {
      lines[lines.length - 1] = `${last} ${word}`;
    } else {
      lines.push(word);
    }
  }
  if (lines.length <= mostLines) {
    return lines.join("\n");
  }
  let end = lines[mostLines - 1]!;
  while (end.length > 1 && textWidth(end + "…", size) > room) {
    end = end.slice(0, -1);
  }
  return [...lines.slice(0, mostLines - 1), end.trimEnd() + "…"].join("\n");
}
