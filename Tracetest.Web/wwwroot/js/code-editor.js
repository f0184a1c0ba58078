import {
  Annotation, Decoration, EditorState, EditorView, StateEffect, StateField, autocompletion, closeBrackets, closeBracketsKeymap,
  completionStatus, history, historyKeymap, hoverTooltip, insertCompletionText, keymap, placeholder, setDiagnostics, standardKeymap,
  startCompletion,
} from './vendor/codemirror.js';

// The server reads the language; this module shows what it says. A pause in typing asks once, and only the newest answer counts.
const pause = 300;
const maxAssisted = 10_000; // characters; longer texts are edited as plain text
const maxMessage = 24_000; // bytes; the live connection takes 32 KiB at once, longer texts go as a stream

const setTokens = StateEffect.define();
const setInvalid = StateEffect.define();
const fromServer = Annotation.define();

/** Colours, by the server's tokens; between two answers they move along with the text. */
const tokens = StateField.define({
  create: () => Decoration.none,
  update(marks, transaction) {
    for (const effect of transaction.effects) if (effect.is(setTokens)) return effect.value;
    return marks.map(transaction.changes);
  },
  provide: (field) => EditorView.decorations.from(field),
});

const invalid = StateField.define({
  create: () => false,
  update: (value, transaction) => transaction.effects.reduce((last, effect) => (effect.is(setInvalid) ? effect.value : last), value),
});

const marksOf = (spans, length) => Decoration.set(spans
  .filter(({ from, to }) => from < to && to <= length)
  .map(({ from, to, kind }) => Decoration.mark({ class: `tk-${kind}`, inclusiveEnd: true }).range(from, to)), true);

const problemsOf = (problems, length) => problems.map(({ from, to, severity, message, hint }) => ({
  from: Math.min(from, length),
  to: Math.min(to, length),
  severity,
  message,
  renderMessage: () => paragraphs('cm-problem', [message, hint]),
}));

/** Texts as paragraphs; what they say is data and never becomes markup. */
function paragraphs(className, texts) {
  const box = document.createElement('div');
  box.className = className;
  for (const text of texts) {
    if (!text) continue;
    const line = document.createElement('p');
    line.textContent = text;
    box.append(line);
  }
  return box;
}

/** What cannot stand alone, such as `attr:`, is followed by what may stand behind it. */
const insertAndGoOn = (inserted) => (view, _, from, to) => {
  view.dispatch(insertCompletionText(view.state, inserted, from, to));
  startCompletion(view);
};

/** Line ends as the editor counts them. */
const lines = (text) => text.replace(/\r\n?/g, '\n');

/** What was typed into the plain field before the editor came; a one-line field shows a text without its line ends. */
function typed(plain, text) {
  const shown = plain.matches('textarea') ? lines(text) : text.replace(/[\r\n]/g, '');
  return plain.value === shown ? null : plain.value;
}

const notTaken = { from: 0, to: 1, severity: 'error', message: 'The server did not take this text.', hint: 'It is too long, or the connection was lost.' };

const isAssisted = (text) => text.length <= maxAssisted && new TextEncoder().encode(JSON.stringify(text)).length <= maxMessage;

/**
 * Puts an editor into `host` in place of the plain field, with what was typed there.
 * `server` answers ChangeAsync, ChangeLargeAsync, CompleteAsync, HoverAsync; while the connection is away it just does not.
 */
export function create(host, plain, options, server) {
  let timer = 0;
  let sent = lines(options.text);
  let version = 0;
  const label = options.id ? document.querySelector(`label[for="${CSS.escape(options.id)}"]`) : null;
  const text = () => view.state.doc.toString();
  const ask = (method, ...args) => server.invokeMethodAsync(method, ...args).catch(() => null);

  const show = (analysis) => view.dispatch(
    { effects: setTokens.of(marksOf(analysis.tokens, view.state.doc.length)) },
    setDiagnostics(view.state, problemsOf(analysis.problems, view.state.doc.length)),
  );

  async function send(current) {
    if (!isAssisted(current)) {
      return server.invokeMethodAsync('ChangeLargeAsync', DotNet.createJSStreamReference(new TextEncoder().encode(current)))
        .then(() => ({ tokens: [], problems: [] }), () => ({ tokens: [], problems: [notTaken] }));
    }
    return ask('ChangeAsync', current);
  }

  async function flush() {
    clearTimeout(timer);
    const current = text();
    if (current === sent) return;
    sent = current;
    const asked = version;
    const analysis = await send(current);
    if (!analysis && sent === current) sent = null; // the connection was away: the next pause, or leaving the field, sends it again
    if (analysis && asked === version) show(analysis);
  }

  function changed(update) {
    if (!update.docChanged) return;
    version++;
    if (update.transactions.some((transaction) => transaction.annotation(fromServer))) return;
    clearTimeout(timer);
    timer = setTimeout(flush, pause);
  }

  async function complete(context) {
    const current = context.state.doc.toString();
    if (!isAssisted(current) || !(context.explicit || context.matchBefore(/[\p{L}\d_.:[|{"'$-]$/u))) return null;
    const answer = await ask('CompleteAsync', current, context.pos);
    if (!answer || context.aborted || answer.items.length === 0) return null;
    return {
      from: answer.from,
      to: answer.to,
      options: answer.items.map((item, index) => ({
        label: item.label,
        detail: item.detail || undefined,
        apply: /(:|\| )$/.test(item.insert) ? insertAndGoOn(item.insert) : item.insert,
        boost: Math.max(-99, -index),
        info: item.info ? () => paragraphs('cm-about', item.info.split('\n')) : undefined,
      })),
      validFor: answer.isWhole ? /^[\p{L}\d_.:-]*$/u : undefined,
    };
  }

  const hover = hoverTooltip(async (_, position) => {
    if (!isAssisted(text())) return null;
    const asked = version;
    const answer = await ask('HoverAsync', text(), position);
    if (!answer || asked !== version) return null;
    return { pos: answer.from, end: answer.to, above: true, create: () => ({ dom: paragraphs('cm-about', answer.text.split('\n')) }) };
  }, { hoverTime: pause });

  const submit = () => {
    if (completionStatus(view.state) === 'active') return true; // it has only just opened: meant was the text, not the form
    const form = host.closest('form');
    flush().then(() => form?.requestSubmit());
    return true;
  };

  const view = new EditorView({
    parent: host,
    state: EditorState.create({
      doc: typed(plain, options.text) ?? sent,
      extensions: [
        history(),
        tokens,
        invalid,
        closeBrackets(),
        autocompletion({ override: [complete], icons: false, activateOnTypingDelay: pause, maxRenderedOptions: 100 }),
        hover,
        EditorView.lineWrapping,
        placeholder(options.placeholder),
        EditorView.cspNonce.of(document.querySelector('script[nonce]')?.nonce ?? ''),
        EditorView.updateListener.of(changed),
        EditorView.domEventHandlers({ blur: () => { flush(); } }),
        EditorView.contentAttributes.of((current) => attributes(options, current.state.field(invalid))),
        // Tab is bound to nothing: it leaves the field.
        keymap.of([...closeBracketsKeymap, ...(options.isMultiline ? [] : [{ key: 'Enter', run: submit }]), ...historyKeymap, ...standardKeymap]),
        ...(options.isMultiline ? [] : [EditorView.clipboardInputFilter.of((pasted) => pasted.trim().replace(/\s*\n\s*/g, ' '))]),
      ],
    }),
  });

  const focus = () => view.focus();
  label?.addEventListener('click', focus);
  const hadFocus = document.activeElement === plain;
  plain.hidden = true;
  for (const name of ['id', 'aria-label', 'aria-describedby']) plain.removeAttribute(name); // the editor bears them now
  // Until the page has taken the plain field away, something may still write into it: a browser that fills in forms, say.
  plain.addEventListener('input', () => {
    view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: plain.value } });
    flush();
  });
  if (hadFocus) {
    view.dispatch({ selection: { anchor: Math.min(plain.selectionStart ?? 0, view.state.doc.length) } });
    focus();
  }
  if (options.takesFocus) {
    focus();
    host.scrollIntoView({ block: 'center' });
  }
  if (text() === sent) show(options.analysis);
  else flush();
  view.dispatch({ effects: setInvalid.of(options.isInvalid) });

  return {
    setText(next, analysis) {
      version++;
      clearTimeout(timer);
      sent = lines(next);
      if (sent !== text()) view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: sent }, annotations: fromServer.of(true) });
      show(analysis);
    },
    /** The vocabulary has changed: what was said of the text may no longer hold. */
    show(analysis, of) { if (lines(of) === text()) show(analysis); },
    /** Sends what was not sent yet, and waits until it has been taken. */
    flush,
    setInvalid(value) { view.dispatch({ effects: setInvalid.of(value) }); },
    dispose() {
      clearTimeout(timer);
      label?.removeEventListener('click', focus);
      view.destroy();
    },
  };
}

function attributes({ id, label, describedBy, isMultiline }, isInvalid) {
  return {
    ...(id ? { id } : {}),
    ...(describedBy ? { 'aria-describedby': describedBy } : {}),
    ...(isInvalid ? { 'aria-invalid': 'true' } : {}),
    'aria-label': label,
    'aria-multiline': isMultiline ? 'true' : 'false',
    spellcheck: 'false',
    autocapitalize: 'off',
  };
}
