import { say } from './acts.js';
import { attachments } from './attach.js';
import { el, icon } from './dom.js';
import { isDirect, placeKey, state, words } from './state.js';
import { toast } from './toast.js';

const longest = 40_000;
/** What was typed and not sent, for each place and person. @type {Map<string, string>} */
const drafts = new Map();

/**
 * Where a message is written. Enter sends, but never while an input method is composing.
 * @param {string} conversation
 * @param {string | null} thread
 */
export function composer(conversation, thread) {
  const key = `${state.me.id}:${placeKey(conversation, thread)}`;
  const w = words();
  const direct = isDirect(conversation);
  const placeholder = thread !== null ? w.reply : direct ? w.ask : w.write(conversation);
  const area = el('textarea', {
    rows: 1,
    placeholder,
    'aria-label': placeholder,
    dir: 'auto',
    enterkeyhint: 'send',
  });
  const send = el(
    'button',
    { type: 'submit', class: 'send', 'aria-label': w.send, title: w.send },
    icon('send'),
  );
  area.value = drafts.get(key) ?? '';
  // The same text with the same files keeps its id, so that trying again cannot send it twice.
  let attempt = { text: '', files: [], id: '' };
  const attached = attachments(() => grow());

  const grow = () => {
    drafts.set(key, area.value);
    send.disabled = !area.value.trim() && attached.files().length === 0;
    area.style.height = 'auto';
    area.style.height = `${Math.min(area.scrollHeight, 220)}px`;
  };
  const put = (text) => {
    area.value = text;
    grow();
    area.focus();
  };
  const submit = async () => {
    const text = area.value.trim();
    const files = attached.files();
    if (!text && files.length === 0) return;
    if ([...text].length > longest) return toast(w.tooLong, { tone: 'alert' });
    if (attempt.text !== text || attempt.files !== files) attempt = { text, files, id: crypto.randomUUID() };
    put('');
    attached.put([]);
    if (await say({ conversation, thread }, text, files, attempt.id)) {
      attempt = { text: '', files: [], id: '' };
    } else if (!area.value && attached.files().length === 0) {
      put(text);
      attached.put(files);
      attempt.files = attached.files();
    }
  };

  area.addEventListener('input', grow);
  area.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    submit();
  });
  // A screenshot comes from the clipboard.
  area.addEventListener('paste', (event) => {
    const files = [...(event.clipboardData?.files ?? [])];
    if (files.length === 0) return;
    event.preventDefault();
    attached.add(files);
  });
  const hints = el('p', { class: 'hints' }, el('span', {}, w.composerHint), el('span', {}, w.commandHint));
  const form = el(
    'form',
    { class: 'composer' },
    attached.list,
    el('div', { class: 'box' }, attached.button, attached.input, area, send),
    thread === null && hints,
  );
  if (!direct && thread === null) {
    const mention = () => put(`@desk ${area.value.replace(/^@desk\s*/i, '')}`);
    hints.prepend(
      el('button', { type: 'button', class: 'chip small', on: { click: mention } }, w.mentionDesk),
    );
  }
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    submit();
  });
  requestAnimationFrame(grow);
  return { element: form, put, submit, focus: () => area.focus() };
}
