import { acceptCompletion, autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { sql, SQLDialect, type SQLNamespace } from "@codemirror/lang-sql";
import { bracketMatching, HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { EditorState, StateEffect, StateField } from "@codemirror/state";
import { Decoration, drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers, placeholder, type DecorationSet } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { t } from "./words";

export interface Described {
  readonly name: string;
  readonly grain: string;
  readonly columns: readonly { readonly name: string; readonly type: string; readonly unit: string; readonly meaning: string }[];
}

export type Speech = "duckdb" | "tsql";

// What the engine and the views' texts use; words of other engines are no help.
const dialects: Record<Speech, SQLDialect> = {
  duckdb: SQLDialect.define({
    keywords: "select from where group by having order limit offset fetch first rows only join left right full inner outer cross on using as and or not in is null like ilike between exists case when then else end distinct union all except intersect with recursive over partition qualify filter asc desc nulls last values lateral true false window collate",
    types: "integer bigint double varchar boolean date timestamp decimal",
    builtin: "count sum avg min max median round coalesce nullif concat string_agg rank dense_rank row_number lag lead ntile strip_accents upper lower length substring replace",
  }),
  tsql: SQLDialect.define({
    keywords: "select top with ties percent from where group by having order offset fetch next rows only join left right full inner outer cross apply on as and or not in is null like between exists case when then else end distinct union all except intersect over partition within asc desc values collate rollup cube grouping sets",
    types: "int bigint smallint float decimal nvarchar varchar bit date datetime2",
    builtin: "count count_big sum avg min max round coalesce nullif isnull iif choose concat concat_ws string_agg rank dense_rank row_number lag lead ntile first_value last_value percentile_cont cast convert try_cast try_convert upper lower len left right substring replace charindex trim datediff dateadd datepart year month day format abs power sqrt",
    doubleQuotedStrings: false,
  }),
};

const mark = StateEffect.define<{ from: number; to: number } | null>();
const marked = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(decorations, transaction) {
    const effect = transaction.effects.find((each) => each.is(mark));
    return effect === undefined ? (transaction.docChanged ? Decoration.none : decorations)
      : effect.value === null ? Decoration.none
      : Decoration.set(Decoration.mark({ class: "cm-fault" }).range(effect.value.from, effect.value.to));
  },
  provide: (field) => EditorView.decorations.from(field),
});

const colours = HighlightStyle.define([
  { tag: tags.keyword, color: "var(--link)", fontWeight: "600" },
  { tag: [tags.string, tags.special(tags.string)], color: "var(--rise)" },
  { tag: tags.number, color: "var(--ochre)" },
  { tag: tags.comment, color: "var(--quiet)", fontStyle: "italic" },
]);

const look = EditorView.theme({
  "&": { color: "var(--ink)", backgroundColor: "var(--paper)", fontSize: "0.9rem" },
  "&.cm-focused": { outline: "none" },
  ".cm-content": { fontFamily: 'ui-monospace, "Liberation Mono", "DejaVu Sans Mono", monospace', caretColor: "var(--ink)", minHeight: "13rem" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  ".cm-gutters": { backgroundColor: "var(--ground)", color: "var(--quiet)", borderRight: "1px solid var(--rule)" },
  ".cm-activeLine": { backgroundColor: "color-mix(in srgb, var(--tint) 60%, transparent)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": { backgroundColor: "var(--step3)" },
  ".cm-fault": { textDecoration: "underline wavy var(--fall)", backgroundColor: "color-mix(in srgb, var(--fall) 18%, transparent)" },
  ".cm-tooltip": { backgroundColor: "var(--paper)", color: "var(--ink)", border: "1px solid var(--rule)" },
  ".cm-tooltip-autocomplete ul li[aria-selected]": { backgroundColor: "var(--accent)", color: "var(--on-accent)" },
  ".cm-completionDetail": { color: "var(--quiet)", fontStyle: "normal" },
  "li[aria-selected] .cm-completionDetail": { color: "var(--on-accent)" },
  ".cm-completionInfo": { maxWidth: "22rem" },
});

/** What is typed over a selection: a browser would keep the look of what it replaces by a style attribute, which the page's policy refuses. */
function typedOver(event: InputEvent, view: EditorView): boolean {
  const isPlain = event.inputType === "insertText" && event.data !== null && !/^[([{'"]$/.test(event.data);
  if (!isPlain || view.state.selection.main.empty || view.composing) {
    return false;
  }
  event.preventDefault();
  view.dispatch(view.state.replaceSelection(event.data), { userEvent: "input.type", scrollIntoView: true });
  return true;
}

/** The editor of the question. It lies in a shadow root: there its styles are objects, which the page's policy allows, and no elements. */
export class Editor {
  readonly #view: EditorView;

  constructor(place: HTMLElement, text: string, views: readonly Described[], speech: Speech, run: () => void) {
    const root = place.attachShadow({ mode: "open" });
    const schema: SQLNamespace = Object.fromEntries(views.map((view) => [view.name, {
      self: { label: view.name, type: "type", info: view.grain },
      children: view.columns.map((column) => ({ label: column.name, type: "property", detail: column.type, info: `${column.meaning} (${column.unit})` })),
    }]));
    this.#view = new EditorView({
      root,
      parent: root,
      state: EditorState.create({
        doc: text,
        extensions: [
          lineNumbers(), history(), drawSelection(), bracketMatching(), closeBrackets(), highlightActiveLine(), autocompletion({ icons: false }),
          sql({ dialect: dialects[speech], schema, upperCaseKeywords: false }),
          syntaxHighlighting(colours), look, marked, EditorView.lineWrapping, placeholder("SELECT …"),
          EditorView.contentAttributes.of({ "aria-label": t("Câu lệnh SQL", "The question in SQL"), spellcheck: "false", autocapitalize: "off" }),
          EditorView.domEventHandlers({ beforeinput: typedOver }),
          keymap.of([
            { key: "Mod-Enter", run: () => (run(), true) },
            // Tab leaves the editor, as everywhere on the page; it only takes a completion that is offered.
            { key: "Tab", run: acceptCompletion },
            ...closeBracketsKeymap, ...completionKeymap, ...defaultKeymap, ...historyKeymap,
          ]),
        ],
      }),
    });
  }

  get text(): string {
    return this.#view.state.doc.toString();
  }

  set text(text: string) {
    this.#view.dispatch({ changes: { from: 0, to: this.#view.state.doc.length, insert: text } });
    this.#view.focus();
  }

  insert(text: string): void {
    this.#view.dispatch(this.#view.state.replaceSelection(text));
    this.#view.focus();
  }

  focus(): void {
    this.#view.focus();
  }

  /** Marks the word at a place, both counted from 1; none: takes the mark away. */
  markAt(line?: number, column?: number): void {
    const doc = this.#view.state.doc;
    if (line === undefined || column === undefined || line < 1 || line > doc.lines || doc.length === 0) {
      this.#view.dispatch({ effects: mark.of(null) });
      return;
    }
    const at = doc.line(line);
    const from = Math.min(at.from + column - 1, Math.max(at.to - 1, at.from));
    const word = this.#view.state.wordAt(from);
    const to = word !== null && word.to > from ? word.to : Math.min(from + 1, doc.length);
    this.#view.dispatch({
      effects: to > from ? [mark.of({ from, to }), EditorView.scrollIntoView(from, { y: "center" })] : mark.of(null),
      selection: { anchor: from },
    });
  }
}
