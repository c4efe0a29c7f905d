import { drawSpark } from "./spark";

document.documentElement.classList.add("js");

document.querySelectorAll<HTMLElement>(".spark[data-spark]").forEach(drawSpark);

// A page without charts never asks for what draws them.
const charts = document.querySelectorAll<HTMLElement>(".chart");
if (charts.length > 0) {
  const { drawAll } = await import("./charts");
  drawAll([...charts]);
}
