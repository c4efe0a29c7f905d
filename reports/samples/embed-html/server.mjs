// Máy chủ của một trang nhúng: giữ khóa, xin thẻ cho người xem. Không cần gói nào ngoài Node.
// The server of an embedding site: keeps the key, asks for tokens. It needs nothing but Node.
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";

const { PAPIBI_PORTAL: portal, PAPIBI_KEY: key, PAPIBI_REPORT: report = "province-brief", PORT: port = "5090" } = process.env;
if (!portal || !key) {
  console.error("Đặt PAPIBI_PORTAL (địa chỉ cổng) và PAPIBI_KEY (khóa của trang). / Set PAPIBI_PORTAL (the portal's address) and PAPIBI_KEY (the site's key).");
  process.exit(1);
}
const { origin } = new URL(portal);
const files = { "/": ["index.html", "text/html"], "/page.mjs": ["page.mjs", "text/javascript"], "/style.css": ["style.css", "text/css"] };
const policy = `default-src 'none'; script-src 'self' ${origin}; style-src 'self'; connect-src 'self'; img-src data:; frame-src ${origin}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

const ask = async (path, options = {}) => {
  const answer = await fetch(new URL(`/v1.0/myorg/reports/${report}${path}`, origin), { ...options, headers: { Authorization: `Bearer ${key}`, "Content-Type": "application/json" }, signal: AbortSignal.timeout(10_000) });
  return answer.ok ? answer.json() : Promise.reject(new Error(`${origin}: ${answer.status}`));
};
// Trang thật hỏi trước xem ai đang đăng nhập. / A real site asks first who is signed in.
const answers = {
  "/token": async () => ask("/GenerateToken", { method: "POST", body: JSON.stringify({ accessLevel: "View" }) }),
  "/report": async () => ({ ...(await ask("")), client: `${origin}/embed/client.js` }),
};

createServer(async ({ url }, response) => {
  const send = (status, type, body) => response.writeHead(status, { "Content-Type": `${type}; charset=utf-8`, "Content-Security-Policy": policy, "X-Content-Type-Options": "nosniff", "Cache-Control": "no-store" }).end(body);
  try {
    const { pathname } = new URL(`http://localhost${url}`);
    const [name, type] = Object.hasOwn(files, pathname) ? files[pathname] : [];
    if (name) send(200, type, await readFile(new URL(name, import.meta.url)));
    else if (Object.hasOwn(answers, pathname)) send(200, "application/json", JSON.stringify(await answers[pathname]()));
    else send(404, "text/plain", "404");
  } catch (fault) {
    console.error(fault);
    send(502, "text/plain", "502");
  }
}).listen(Number(port), "127.0.0.1", () => console.log(`http://localhost:${port}`));
