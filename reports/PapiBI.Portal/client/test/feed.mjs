// A program of others reads the feed: odata-query writes the addresses, fetch gets them. It prints what it got as JSON, for a test to hold against SQL.
import buildQuery from "odata-query";

const feed = `${process.argv[2]}odata/v1`;

/** Every page of what is asked. */
async function read(set, query) {
  const rows = [];
  let pages = 0;
  for (let next = `${feed}/${set}${buildQuery(query)}`; next; pages++) {
    const answer = await fetch(next, { headers: { Accept: "application/json" } });
    if (!answer.ok) {
      throw new Error(`${answer.status} ${await answer.text()}`);
    }

    const page = await answer.json();
    rows.push(...page.value);
    next = page["@odata.nextLink"];
  }

  return { rows, pages };
}

const best = await read("standing", {
  filter: { index_code: "PAPI", year: 2021, item_code: "PAPI", rank_place: { le: 3 } },
  select: ["province_code", "score", "rank_place"],
  orderBy: ["rank_place"],
});
const counted = await read("edition", { transform: [{ groupBy: { properties: ["index_code"], transform: [{ aggregate: { year: { with: "max", as: "newest" } } }] } }], orderBy: ["index_code"] });
const all = await read("published_score", { select: ["index_code", "year", "item_code", "province_code"] });
console.log(JSON.stringify({
  best: best.rows.map((row) => `${row.rank_place} ${row.province_code} ${row.score}`),
  newest: counted.rows.map((row) => `${row.index_code} ${row.newest}`),
  rows: all.rows.length,
  different: new Set(all.rows.map((row) => JSON.stringify(row))).size,
  pages: all.pages,
}));
