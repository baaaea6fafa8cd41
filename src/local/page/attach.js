import { el, icon } from './dom.js';
import { bytes } from './size.js';
import { words } from './state.js';
import { toast } from './toast.js';

const largest = 10 * 1024 * 1024;
const most = 10;

/**
 * The files of a message that is being written: a button that chooses them, and what was chosen so far.
 * @param {() => void} onChange
 */
export function attachments(onChange) {
  const w = words();
  /** @type {File[]} */
  let chosen = [];
  const input = el('input', { type: 'file', multiple: true, hidden: true, 'aria-label': w.attach });
  const button = el(
    'button',
    {
      type: 'button',
      class: 'round attach',
      'aria-label': w.attach,
      title: w.attach,
      on: { click: () => input.click() },
    },
    icon('attach'),
  );
  const list = el('ul', { class: 'chosen', hidden: true });
  input.addEventListener('change', () => {
    add([...input.files]);
    // Else the same file could not be chosen again.
    input.value = '';
  });

  function add(files) {
    const tooLarge = files.find((file) => file.size > largest);
    if (tooLarge) toast(w.fileTooLarge(tooLarge.name), { tone: 'alert' });
    put([...chosen, ...files.filter((file) => file.size <= largest)]);
  }

  function put(files) {
    if (files.length > most) toast(w.tooManyFiles(most), { tone: 'alert' });
    chosen = files.slice(0, most);
    list.hidden = chosen.length === 0;
    list.replaceChildren(...chosen.map(draw));
    onChange();
  }

  function draw(file) {
    const remove = () => put(chosen.filter((each) => each !== file));
    const label = w.removeFile(file.name);
    return el(
      'li',
      {},
      icon('file'),
      el('span', { class: 'name' }, file.name),
      el('span', { class: 'about' }, bytes(file.size)),
      el(
        'button',
        { type: 'button', class: 'round', 'aria-label': label, title: label, on: { click: remove } },
        icon('close'),
      ),
    );
  }

  return { button, input, list, add, put, files: () => chosen };
}
