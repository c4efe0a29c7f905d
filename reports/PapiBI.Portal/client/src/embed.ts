import { Frame } from "./frame/frame";
import { say, speakerOf } from "./frame/words";

document.documentElement.classList.add("js");
const place = document.querySelector<HTMLElement>("[data-embed]")!;
if (window.parent === window) {
  place.replaceChildren(Object.assign(document.createElement("p"), { className: "waiting", textContent: speakerOf(document.documentElement.lang === "en" ? "en" : "vi")(say.alone) }));
} else {
  new Frame(place, window.parent);
  // Nearly every report has charts; what draws them comes while the portal makes the report, and is asked for again, in earnest, by who draws.
  import("./charts").catch(() => {});
}
