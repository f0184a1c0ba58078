// What wwwroot/js/code-editor.js takes from CodeMirror, and nothing else.
export { Annotation, EditorState, StateEffect, StateField } from '@codemirror/state';
export { Decoration, EditorView, hoverTooltip, keymap, placeholder } from '@codemirror/view';
export { history, historyKeymap, standardKeymap } from '@codemirror/commands';
export {
  autocompletion, closeBrackets, closeBracketsKeymap, completionStatus, insertCompletionText, startCompletion,
} from '@codemirror/autocomplete';
export { setDiagnostics } from '@codemirror/lint';
