import { el, icon } from './dom.js';
import { words } from './state.js';
import { drawBlock } from './view.js';

/** Up to so many choices stand side by side; more go into a list. */
const sideBySide = 4;
let serial = 0;

/**
 * Opens a form of the desk over the page; the browser keeps the focus inside it and closes it on Escape.
 * @param {any} form
 * @param {(values: Record<string, string>) => Promise<boolean>} submit false keeps the form open
 */
export function openForm(form, submit) {
  const dialog = /** @type {HTMLDialogElement} */ (document.getElementById('form'));
  const fields = form.fields.map(drawField);
  const send = el('button', { type: 'submit', class: 'button primary' }, form.submit);
  const close = () => dialog.close();
  const body = el(
    'form',
    { novalidate: true, 'aria-labelledby': 'form-title' },
    el(
      'header',
      {},
      el('h2', { id: 'form-title' }, form.title),
      el(
        'button',
        { type: 'button', class: 'round', 'aria-label': words().close, on: { click: close } },
        icon('close'),
      ),
    ),
    el(
      'div',
      { class: 'fields' },
      ...form.intro.map((block) => drawBlock(block, () => undefined)),
      ...fields.map(({ row }) => row),
    ),
    el(
      'footer',
      {},
      el('button', { type: 'button', class: 'button', on: { click: close } }, form.cancel),
      send,
    ),
  );
  body.addEventListener('submit', async (event) => {
    event.preventDefault();
    const faulty = fields.filter((field) => !field.check());
    if (faulty[0]) return faulty[0].focus();
    send.disabled = true;
    const taken = await submit(Object.fromEntries(fields.map(({ name, value }) => [name, value()])));
    send.disabled = false;
    if (taken) close();
  });
  dialog.replaceChildren(body);
  if (!dialog.open) dialog.showModal();
  (fields.find(({ value }) => !value()) ?? fields[0])?.focus();
}

function drawField(field) {
  serial += 1;
  const id = `field-${serial}`;
  const { input, required } = field;
  const fault = el('p', { class: 'fault', id: `${id}-fault`, role: 'alert' });
  const hint = el('p', { class: 'hint', id: `${id}-hint` }, field.hint ?? '');
  const described = { 'aria-describedby': `${id}-hint ${id}-fault`, 'aria-required': String(required) };
  const control = drawControl(field, id, described);
  const isGroup = input.type === 'choice' && input.options.length <= sideBySide;
  const label = [field.label, !required && el('span', { class: 'optional' }, ` · ${words().optional}`)];
  const row = isGroup
    ? el(
        'fieldset',
        { class: 'field', ...described },
        el('legend', {}, ...label),
        control.element,
        hint,
        fault,
      )
    : el('div', { class: 'field' }, el('label', { for: id }, ...label), control.element, hint, fault);

  if (input.type !== 'choice') {
    const count = () => {
      const left = input.maxLength - control.value().length;
      hint.textContent = left <= Math.min(100, input.maxLength / 5) ? words().left(left) : (field.hint ?? '');
    };
    row.addEventListener('input', count);
    count();
  }
  row.addEventListener('input', () => mark(''));
  row.addEventListener('change', () => mark(''));

  function mark(sentence) {
    fault.textContent = sentence;
    row.classList.toggle('faulty', sentence !== '');
    control.focusable().setAttribute('aria-invalid', String(sentence !== ''));
  }
  return {
    name: field.name,
    row,
    value: control.value,
    focus: () => control.focusable().focus(),
    check() {
      const missing = required && !control.value().trim();
      mark(missing ? words().required : '');
      return !missing;
    },
  };
}

function drawControl({ input, initial, name }, id, described) {
  if (input.type === 'choice' && input.options.length <= sideBySide)
    return drawRadios(input.options, initial, `${id}-${name}`);
  if (input.type === 'choice') return drawSelect(input.options, initial, id, described);
  const isLine = input.type === 'line';
  const element = el(isLine ? 'input' : 'textarea', {
    id,
    maxlength: input.maxLength,
    autocomplete: 'off',
    dir: 'auto',
    ...(isLine ? { type: 'text' } : { rows: 5 }),
    ...described,
  });
  element.value = initial ?? '';
  return { element, value: () => element.value, focusable: () => element };
}

function drawSelect(options, initial, id, described) {
  const element = el('select', { id, ...described });
  if (initial === undefined) element.append(el('option', { value: '' }, words().choose));
  for (const { value, label } of options) {
    element.append(el('option', { value, selected: value === initial }, label));
  }
  return { element, value: () => element.value, focusable: () => element };
}

function drawRadios(options, initial, group) {
  const radios = options.map(({ value }) =>
    el('input', { type: 'radio', name: group, value, checked: value === initial }),
  );
  const element = el(
    'div',
    { class: 'choices' },
    ...options.map(({ label }, index) => el('label', {}, radios[index], el('span', {}, label))),
  );
  const chosen = () => radios.find(({ checked }) => checked);
  return { element, value: () => chosen()?.value ?? '', focusable: () => chosen() ?? radios[0] ?? element };
}
