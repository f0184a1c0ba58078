const order = ['system', 'light', 'dark'];

export function current() {
  return document.documentElement.dataset.theme ?? 'system';
}

/** Goes on to the next of system, light, dark; keeps the choice; returns it. */
export function next() {
  const theme = order[(order.indexOf(current()) + 1) % order.length];
  if (theme === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  try {
    if (theme === 'system') localStorage.removeItem('theme');
    else localStorage.setItem('theme', theme);
  } catch { /* the choice then lasts as long as the page */ }
  return theme;
}
