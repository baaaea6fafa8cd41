import { el, icon } from './dom.js';
import { link, markdown } from './markdown.js';
import { state, words } from './state.js';

/** Longer texts of people are folded, with a button that shows all. */
const foldAfter = 700;

/**
 * Draws a View of the desk.
 * @param {any} view
 * @param {(button: any, element: HTMLButtonElement) => void} click
 */
export function drawView(view, click) {
  const blocks = view.blocks.map((block) => drawBlock(block, click));
  const isCard =
    view.tone || view.blocks.some(({ type }) => type === 'facts' || type === 'buttons' || type === 'heading');
  return el('div', { class: isCard ? `card tone-${view.tone ?? 'normal'}` : 'plain' }, ...blocks);
}

/** Draws one block; also used above the fields of a form. */
export function drawBlock(block, click) {
  switch (block.type) {
    case 'heading':
      return el('h3', {}, block.text);
    case 'text':
      return el('p', { class: 'text' }, ...drawInlines(block.content));
    case 'markdown':
      return markdown(block.source);
    case 'quote':
      return el(
        'blockquote',
        { class: 'quote' },
        block.author && el('cite', {}, block.author),
        folded(block.text),
      );
    case 'facts':
      return el('dl', { class: 'facts' }, ...block.items.map(drawFact));
    case 'list':
      return el('ul', { class: 'list' }, ...block.items.map((item) => el('li', {}, ...drawInlines(item))));
    case 'context':
      return el('p', { class: 'context' }, ...drawInlines(block.content));
    case 'files':
      return el('ul', { class: 'files' }, ...block.files.map(drawFile));
    case 'divider':
      return el('hr');
    case 'buttons':
      return el('div', { class: 'buttons' }, ...block.buttons.map((button) => drawButton(button, click)));
    default:
      return null;
  }
}

function drawInlines(inlines) {
  return inlines.map((inline) => {
    if (typeof inline === 'string') return inline;
    if ('bold' in inline) return el('strong', {}, inline.bold);
    if ('code' in inline) return el('code', {}, inline.code);
    if ('link' in inline) return link(inline.link, inline.text) ?? inline.text;
    const { name, externalId } = inline.mention;
    return el('span', { class: externalId === state.me?.id ? 'mention me' : 'mention' }, `@${name}`);
  });
}

function drawFact({ label, value }) {
  return el('div', {}, el('dt', {}, label), el('dd', {}, ...drawInlines(value)));
}

/** A file by its name, with its size and what becomes of it. */
export function drawFile({ name, url, about }) {
  return el(
    'li',
    {},
    icon('file'),
    (url && link(url, name)) || name,
    about && el('span', { class: 'about' }, about),
  );
}

function drawButton(button, click) {
  const element = el('button', { type: 'button', class: `button ${button.style ?? ''}` }, button.label);
  element.addEventListener('click', () => click(button, element));
  return element;
}

/** What a person wrote: text and nothing else; only the mention of the desk is marked. */
export function drawText(text) {
  return folded(text);
}

function folded(text) {
  const long = text.length > foldAfter || text.split('\n').length > 14;
  const parts = text.split(/((?:^|(?<=\s))@desk(?![\w-]))/i);
  const nodes = parts.map((part, index) => (index % 2 ? el('span', { class: 'mention' }, part) : part));
  const body = el('div', { class: long ? 'said folded' : 'said', dir: 'auto' }, ...nodes);
  if (!long) return body;
  const toggle = el('button', { type: 'button', class: 'fold', 'aria-expanded': 'false' }, words().more);
  toggle.addEventListener('click', () => {
    const closed = body.classList.toggle('folded');
    toggle.setAttribute('aria-expanded', String(!closed));
    toggle.textContent = closed ? words().more : words().less;
  });
  return el('div', {}, body, toggle);
}
