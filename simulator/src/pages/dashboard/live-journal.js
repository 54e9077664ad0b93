// Puts lines of the journal on the page as they are written; without it the page shows what there was when it was loaded.
const bar = document.querySelector('[data-stream]');
const entries = document.querySelector('[data-entries]');
const ROWS_MAX = 300;

if (bar && entries && window.EventSource) {
  const pause = bar.querySelector('[data-pause]');
  const state = bar.querySelector('[data-state]');
  const count = bar.querySelector('[data-count]');
  const stream = new URL(bar.dataset.stream, location.href);
  let arrived = 0;
  let source;

  const add = (message) => {
    const rows = entries.querySelector('tbody');
    // An empty page has a sentence in place of the table: what has come now is worth loading it again.
    if (!rows) {
      location.reload();
      return;
    }
    const holder = document.createElement('tbody');
    holder.innerHTML = JSON.parse(message.data);
    const row = holder.firstElementChild;
    row.classList.add('new');
    rows.prepend(row);
    while (rows.children.length > ROWS_MAX) rows.lastElementChild.remove();
    stream.searchParams.set('after', message.lastEventId);
    arrived += 1;
    count.textContent = `${arrived} new`;
  };
  const follow = () => {
    source = new EventSource(stream);
    source.addEventListener('open', () => {
      state.textContent = 'Live';
      bar.classList.add('on');
    });
    source.addEventListener('entry', add);
    source.addEventListener('error', () => {
      state.textContent =
        source.readyState === EventSource.CLOSED ? 'Ended: load the page again' : 'Connection lost, trying again';
      bar.classList.remove('on');
    });
  };

  pause.hidden = false;
  pause.addEventListener('click', () => {
    if (source) {
      source.close();
      source = undefined;
      state.textContent = 'Paused';
      bar.classList.remove('on');
      pause.textContent = 'Go on';
    } else {
      follow();
      pause.textContent = 'Pause';
    }
  });
  follow();
}
