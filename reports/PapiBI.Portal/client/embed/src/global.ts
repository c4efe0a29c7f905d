import * as PapiBI from "./index.js";

// For a page with a script tag and no modules: what powerbi-client calls window.powerbi and window["powerbi-client"].
Object.assign(window, { PapiBI, papibi: PapiBI.powerbi });
