import { drawSpark } from "./spark";

document.documentElement.classList.add("js");
await draw(document.body);

// The one page whose every click is a view of the same kind.
const explored = document.querySelector<HTMLElement>("[data-explore]");
if (explored !== null) {
  const { explore } = await import("./explore");
  explore(explored, draw);
}

/** Draws what a part of the page has to be drawn. */
async function draw(part: HTMLElement): Promise<void> {
  part.querySelectorAll<HTMLElement>(".spark[data-spark]").forEach(drawSpark);

  // A page without charts never asks for what draws them.
  const charts = part.querySelectorAll<HTMLElement>(".chart");
  if (charts.length > 0) {
    const { drawAll } = await import("./charts");
    drawAll([...charts]);
  }
}
