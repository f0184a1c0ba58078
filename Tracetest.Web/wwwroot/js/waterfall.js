const rowHeight = (body) => parseFloat(getComputedStyle(body).getPropertyValue('--h-row')) || 28;

/** Brings a row into view, a quarter from the edge, if it is not there already. */
export function reveal(body, row) {
  const height = rowHeight(body);
  const top = row * height;
  if (top >= body.scrollTop && top + height <= body.scrollTop + body.clientHeight) return;
  body.scrollTop = Math.max(0, top - body.clientHeight / 4);
}

/** Lets the overview's window be drawn by dragging; a double click shows everything. */
export function brush(overview, handler) {
  const area = overview.querySelector('svg');
  const shade = overview.querySelector('[data-brush]');
  let from = null;
  const fraction = (event) => {
    const box = area.getBoundingClientRect();
    return Math.min(1, Math.max(0, (event.clientX - box.left) / box.width));
  };
  const draw = (to) => {
    const box = area.getBoundingClientRect();
    const outer = overview.getBoundingClientRect();
    shade.hidden = false;
    shade.style.left = `${box.left - outer.left + Math.min(from, to) * box.width}px`;
    shade.style.width = `${Math.abs(to - from) * box.width}px`;
  };
  const down = (event) => { if (event.button === 0) { from = fraction(event); overview.setPointerCapture(event.pointerId); } };
  const move = (event) => { if (from !== null) draw(fraction(event)); };
  const up = (event) => {
    if (from === null) return;
    const to = fraction(event);
    const start = from;
    from = null;
    shade.hidden = true;
    if (Math.abs(to - start) > 0.004) handler.invokeMethodAsync('OnBrushAsync', start, to).catch(() => { /* the circuit has gone */ });
  };
  const reset = () => handler.invokeMethodAsync('OnBrushAsync', 0, 1).catch(() => { /* the circuit has gone */ });
  const events = { pointerdown: down, pointermove: move, pointerup: up, dblclick: reset };
  for (const [name, listener] of Object.entries(events)) overview.addEventListener(name, listener);
  return { dispose: () => { for (const [name, listener] of Object.entries(events)) overview.removeEventListener(name, listener); } };
}
