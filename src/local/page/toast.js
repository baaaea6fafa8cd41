import { el } from './dom.js';

const readableFor = 6_000;

/**
 * A sentence that goes by itself.
 * @param {string} text
 * @param {{ tone?: 'alert' }} [options]
 */
export function toast(text, { tone } = {}) {
  const note = el('div', { class: `toast ${tone ?? ''}` }, text);
  document.getElementById('toasts')?.append(note);
  setTimeout(() => note.remove(), readableFor);
}
