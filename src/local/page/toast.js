import { el } from './dom.js';

/**
 * A sentence that goes by itself; with an action it stays longer.
 * @param {string} text
 * @param {{ tone?: 'alert', action?: { label: string, run: () => void } }} [options]
 */
export function toast(text, { tone, action } = {}) {
  const note = el('div', { class: `toast ${tone ?? ''}` }, el('span', {}, text));
  if (action) {
    const run = () => {
      note.remove();
      action.run();
    };
    note.append(el('button', { type: 'button', on: { click: run } }, action.label));
  }
  document.getElementById('toasts')?.append(note);
  setTimeout(() => note.remove(), action ? 15_000 : 6_000);
}
