import { Frame } from "./frame/frame";
import { say, speakerOf } from "./frame/words";

document.documentElement.classList.add("js");
const place = document.querySelector<HTMLElement>("[data-embed]")!;
if (window.parent === window) {
  place.replaceChildren(Object.assign(document.createElement("p"), { className: "waiting", textContent: speakerOf(document.documentElement.lang === "en" ? "en" : "vi")(say.alone) }));
} else {
  new Frame(place, window.parent);
}
