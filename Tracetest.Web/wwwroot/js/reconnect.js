// The framework tells the state of the connection by classes on this panel. A refused circuit is gone: load afresh.
(() => {
  const panel = document.getElementById('components-reconnect-modal');
  new MutationObserver(() => {
    if (panel.classList.contains('components-reconnect-rejected')) location.reload();
  }).observe(panel, { attributes: true, attributeFilter: ['class'] });
  panel.querySelector('[data-retry]').addEventListener('click', async () => {
    try {
      if (!await Blazor.reconnect()) location.reload();
    } catch { /* the server is still away; the panel stays */ }
  });
  for (const button of document.querySelectorAll('[data-reload]')) button.addEventListener('click', () => location.reload());
})();
