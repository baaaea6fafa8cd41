import { el } from './dom.js';
import { drawMessage, signature } from './message.js';
import { state, words } from './state.js';
import { dayKey, dayName } from './time.js';

/** Messages by one author within this time stand under one name. */
const joinWithin = 5 * 60_000;
const nearEnd = 120;

/**
 * A list of messages that grows at its end. Only what changed is drawn again, and the reader stays where they are
 * unless they are at the end.
 */
export function timeline(inThread) {
  const list = el('div', { class: 'timeline', role: 'log', 'aria-live': 'polite', tabindex: '0' });
  const pill = el('button', { type: 'button', class: 'pill', hidden: true });
  /** @type {Map<string, { signature: string, element: HTMLElement }>} */
  let drawn = new Map();
  let newest = '';
  const toEnd = () => {
    list.scrollTop = list.scrollHeight;
    pill.hidden = true;
  };
  const atEnd = () => list.scrollHeight - list.scrollTop - list.clientHeight < nearEnd;
  pill.addEventListener('click', toEnd);
  list.addEventListener('scroll', () => {
    if (atEnd()) pill.hidden = true;
  });

  function update(messages, head, tail) {
    const stay = atEnd();
    const next = new Map();
    const nodes = head ? [head] : [];
    let before = null;
    for (const message of messages) {
      const at = Date.parse(message.createdAt);
      const newDay = before === null || dayKey(Date.parse(before.createdAt)) !== dayKey(at);
      if (newDay && !inThread) nodes.push(daySeparator(next, drawn, dayName(at)));
      const joined = !newDay && belongsTo(before, message);
      const entry = draw(message, joined);
      next.set(message.id, entry);
      nodes.push(entry.element);
      before = message;
    }
    if (tail) nodes.push(tail);
    const focused = focusIn(list);
    place(list, nodes);
    drawn = next;
    focused?.();
    pill.textContent = words().newBelow;
    const last = messages.at(-1);
    const isNew = newest !== '' && last?.id !== newest;
    // What somebody wrote, and what the desk tells only them, is what they look for.
    if (stay || (isNew && (last?.author === state.me?.id || last?.onlyFor))) toEnd();
    else if (isNew) pill.hidden = false;
    newest = last?.id ?? '';
  }

  function draw(message, joined) {
    const wanted = signature(message, inThread, joined);
    const known = drawn.get(message.id);
    return known?.signature === wanted
      ? known
      : { signature: wanted, element: drawMessage(message, inThread, joined) };
  }

  const element = el('div', { class: 'scroll' }, list, pill);
  return { element, update, toEnd };
}

function belongsTo(before, message) {
  return (
    before.author === message.author &&
    before.author !== null &&
    before.onlyFor === message.onlyFor &&
    Date.parse(message.createdAt) - Date.parse(before.createdAt) < joinWithin
  );
}

function daySeparator(next, drawn, name) {
  const key = `day ${name}`;
  const entry = drawn.get(key) ?? {
    signature: key,
    element: el('div', { class: 'day' }, el('span', {}, name)),
  };
  next.set(key, entry);
  return entry.element;
}

/** Brings the children into this order and touches only those that are new or moved. */
function place(list, nodes) {
  const wanted = new Set(nodes);
  for (const child of [...list.childNodes]) if (!wanted.has(child)) child.remove();
  nodes.forEach((node, index) => {
    if (list.childNodes[index] !== node) list.insertBefore(node, list.childNodes[index] ?? null);
  });
}

/** Remembers which button of which message has the focus, since its message may be drawn again. */
function focusIn(list) {
  const element = document.activeElement;
  const message = element?.closest?.('article');
  if (!message || !list.contains(message)) return null;
  const index = [...message.querySelectorAll('button, a')].indexOf(element);
  return () => {
    if (element.isConnected || index < 0) return;
    const again = [...list.querySelectorAll('article')].find(
      ({ dataset }) => dataset.id === message.dataset.id,
    );
    again?.querySelectorAll('button, a')[index]?.focus();
  };
}
