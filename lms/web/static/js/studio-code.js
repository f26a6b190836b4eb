// The editor itself: CodeMirror, dressed in the site's colours, spoken to by studio-text.js alone.

export async function open(text, { from, to }) {
  const { vendor, nonce } = text.form.dataset;
  const cm = await import(vendor);
  const { EditorState, EditorView, keymap, Annotation } = cm;
  const ours = Annotation.define();
  const state = EditorState.create({
    doc: text.area.value,
    selection: { anchor: from, head: to },
    extensions: [
      EditorView.cspNonce.of(nonce),
      EditorState.phrases.of(text.words.phrases),
      EditorState.lineSeparator.of("\n"),
      cm.history(),
      cm.drawSelection(),
      cm.highlightSpecialChars(),
      cm.highlightActiveLine(),
      cm.lineNumbers(),
      cm.lintGutter(),
      cm.search({ top: true }),
      cm.highlightSelectionMatches(),
      cm.markdown({ base: cm.markdownLanguage, completeHTMLTags: false, extensions: [matter(cm)] }),
      cm.syntaxHighlighting(colours(cm)),
      EditorView.lineWrapping,
      EditorView.contentAttributes.of({
        "aria-label": text.words.textlabel, "aria-describedby": "bantuan-tombol", tabindex: "0", autocapitalize: "sentences",
      }),
      EditorView.theme(DRESS),
      keymap.of([
        { key: "Mod-s", preventDefault: true, run: () => (text.keys.save(), true) },
        { key: "Mod-b", preventDefault: true, run: () => (text.keys.insert("bold"), true) },
        { key: "Mod-i", preventDefault: true, run: () => (text.keys.insert("italic"), true) },
        // As in Word; Escape and then Tab leaves the text, which the editor itself sees to.
        { key: "Tab", run: cm.indentMore, shift: cm.indentLess },
        ...cm.searchKeymap, ...cm.historyKeymap, ...cm.lintKeymap, ...cm.defaultKeymap,
      ]),
      EditorView.domEventHandlers({
        paste: (event) => text.dropped(event),
        drop: (event) => text.dropped(event),
      }),
      EditorView.updateListener.of((update) => {
        if (!update.docChanged) return;
        text.area.value = update.state.doc.toString();
        if (!update.transactions.some((one) => one.annotation(ours))) text.changed();
      }),
    ],
  });
  const view = new EditorView({ state, parent: text.place });
  document.fonts?.ready.then(() => view.requestMeasure());
  return {
    value: () => view.state.doc.toString(),
    selection: () => view.state.selection.main,
    focus: () => view.focus(),
    // What came from the server is no typing of ours: it is not sent back, and the view does not jump.
    change: ({ from: at, to: end, insert }) => {
      view.dispatch({ changes: { from: at, to: end, insert }, annotations: ours.of(true) });
    },
    write: (at, end, insert, anchor, head) => {
      view.dispatch({ changes: { from: at, to: end, insert }, selection: { anchor, head }, scrollIntoView: true });
      view.focus();
    },
    goTo: (line) => {
      const there = view.state.doc.line(Math.min(Math.max(line, 1), view.state.doc.lines)).from;
      view.dispatch({ selection: { anchor: there }, effects: EditorView.scrollIntoView(there, { y: "center" }) });
      view.focus();
    },
    mark: (findings) => view.dispatch(cm.setDiagnostics(view.state, findings.map((one) => marked(view.state.doc, one)))),
  };
}

// A finding at its column marks a word, one that names only a line marks the line.
function marked(doc, one) {
  const line = doc.line(Math.min(Math.max(one.line, 1), doc.lines));
  const from = Math.min(line.from + Math.max(one.column - 1, 0), line.to);
  const word = /^[^\s,;]+/.exec(doc.sliceString(from, line.to));
  const to = one.column > 1 && word ? from + word[0].length : line.to;
  return { from: to > from ? from : line.from, to, severity: one.error ? "error" : "warning", message: `${one.text} ${one.remedy}` };
}

// Front matter is no heading between two rules.
function matter({ tags }) {
  const parse = (context, line) => {
    if (context.lineStart || !/^---[ \t]*$/.test(line.text)) return false;
    while (context.nextLine() && !/^(---|\.\.\.)[ \t]*$/.test(line.text));
    const end = context.lineStart + line.text.length;
    context.nextLine();
    context.addElement(context.elt("FrontMatter", 0, end));
    return true;
  };
  return {
    defineNodes: [{ name: "FrontMatter", block: true, style: tags.meta }],
    parseBlock: [{ name: "FrontMatter", before: "HorizontalRule", parse }],
  };
}

function colours({ HighlightStyle, tags }) {
  return HighlightStyle.define([
    { tag: tags.heading, fontWeight: "700", color: "var(--river)" },
    { tag: tags.strong, fontWeight: "700" },
    { tag: tags.emphasis, fontStyle: "italic" },
    { tag: tags.strikethrough, textDecoration: "line-through" },
    { tag: [tags.link, tags.url], color: "var(--river)" },
    { tag: tags.monospace, color: "var(--gold-ink)", fontFamily: "var(--mono)", fontSize: ".9em" },
    { tag: tags.meta, color: "var(--soft)" },
    { tag: tags.quote, color: "var(--soft)" },
    { tag: [tags.processingInstruction, tags.contentSeparator, tags.labelName], color: "var(--songket)" },
  ]);
}

const DRESS = {
  "&": { backgroundColor: "var(--surface)", color: "var(--ink)", height: "100%" },
  "&.cm-focused": { outline: "3px solid var(--focus)", outlineOffset: "0" },
  ".cm-scroller": { fontFamily: "var(--font)", fontSize: "1rem", lineHeight: "1.65" },
  ".cm-content": { caretColor: "var(--ink)", padding: ".75rem 0" },
  ".cm-cursor": { borderLeftColor: "var(--ink)", borderLeftWidth: "2px" },
  ".cm-gutters": { backgroundColor: "var(--sunken)", color: "var(--soft)", border: "0" },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "var(--river-wash)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": { background: "var(--gold-wash)" },
  ".cm-selectionMatch, .cm-searchMatch": { backgroundColor: "var(--gold-wash)", outline: "1px solid var(--gold)" },
  ".cm-panels": { backgroundColor: "var(--sunken)", color: "var(--ink)" },
  ".cm-tooltip": { backgroundColor: "var(--surface)", color: "var(--ink)", border: "1px solid var(--hairline)", maxWidth: "28rem" },
  ".cm-textfield, .cm-button": { backgroundColor: "var(--surface)", backgroundImage: "none", color: "var(--ink)", border: "1px solid var(--field-line)" },
};

