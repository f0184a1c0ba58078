let listeners = 0;

/** Says in the page how many parts of it listen, for whoever presses keys by program: `body[data-keys]`. */
function count(change) {
  listeners += change;
  document.body.dataset.keys = String(listeners);
}

/**
 * Listens for a page's single-key commands. They rest while someone types, except those with Ctrl.
 * `commands` lists keys as "j", "N" (shifted), "Ctrl+Enter", "ArrowDown@grid" (only while an element of that role has focus).
 */
export function listen(commands, handler) {
  const known = new Set(commands);
  const onKey = (event) => {
    if (event.defaultPrevented || event.altKey || event.metaKey) return;
    const target = event.target;
    const typing = target.closest?.('input, textarea, select, [contenteditable="true"], [role="listbox"], .rz-dialog');
    if (event.key === '/' && !typing && !event.ctrlKey) {
      const search = document.querySelector('[data-search]');
      if (search) { event.preventDefault(); search.focus(); search.select(); }
      return;
    }
    if (event.key === 'Escape' && target.matches?.('[data-search]')) { target.blur(); return; }
    let key = event.ctrlKey ? `Ctrl+${event.key}` : event.key;
    if (typing && !event.ctrlKey) return;
    if (!known.has(key)) {
      if (!target.matches?.('[role="treegrid"]')) return;
      key = `${key}@grid`;
      if (!known.has(key)) return;
    }
    event.preventDefault();
    handler.invokeMethodAsync('OnKeyAsync', key).catch(() => { /* the circuit has gone */ });
  };
  document.addEventListener('keydown', onKey);
  count(1);
  return {
    dispose: () => {
      document.removeEventListener('keydown', onKey);
      count(-1);
    },
  };
}
