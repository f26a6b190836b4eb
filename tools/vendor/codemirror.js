// What the studio uses of CodeMirror 6, and nothing else.
export { EditorState, Compartment, Transaction, Annotation } from "@codemirror/state";
export {
  EditorView, keymap, drawSelection, highlightActiveLine, lineNumbers, placeholder, highlightSpecialChars,
} from "@codemirror/view";
export { defaultKeymap, history, historyKeymap, indentMore, indentLess } from "@codemirror/commands";
export { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
export { markdown, markdownLanguage } from "@codemirror/lang-markdown";
export { search, searchKeymap, highlightSelectionMatches, openSearchPanel } from "@codemirror/search";
export { setDiagnostics, lintGutter, lintKeymap, nextDiagnostic, openLintPanel } from "@codemirror/lint";
export { tags } from "@lezer/highlight";
