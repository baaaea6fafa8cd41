import { click } from './acts.js';
import { avatar, el, icon, mark } from './dom.js';
import { bytes } from './size.js';
import { goTo, person, repliesTo, state, words } from './state.js';
import { dayAndTime, hourAndMinute } from './time.js';
import { drawFile, drawText, drawView } from './view.js';

/** What a message looks like depends on this and on nothing else. */
export function signature(message, inThread, joined) {
  const replies = inThread ? [] : repliesTo(message.id);
  return [
    message.changedAt,
    joined,
    state.me?.id,
    state.people.length,
    replies.length,
    replies.at(-1)?.id,
  ].join();
}

/**
 * Draws one message; `joined` leaves out who wrote it, because the one above is by the same.
 * @param {import('./state.js').Message} message
 */
export function drawMessage(message, inThread, joined) {
  const w = words();
  const author = message.author === null ? null : person(message.author);
  const name = message.author === null ? w.desk : (author?.name ?? w.someone);
  const at = Date.parse(message.createdAt);
  const time = el('time', { datetime: message.createdAt, title: dayAndTime(at) }, hourAndMinute(at));
  const isView = Array.isArray(message.content?.blocks);
  const body = isView
    ? drawView(message.content, (button, element) => click(message, button, element))
    : el(
        'div',
        {},
        message.content?.text && drawText(message.content.text),
        drawFiles(message.content?.files),
      );
  const face = message.author === null ? mark() : avatar(author ?? { id: message.author, name });
  const classes = [
    'message',
    joined && 'joined',
    message.onlyFor && 'private',
    message.author === null && 'desk',
  ];
  return el(
    'article',
    { class: classes.filter(Boolean).join(' '), data: { id: message.id } },
    joined ? el('div', { class: 'gutter' }, time) : el('div', { class: 'gutter' }, face),
    el(
      'div',
      { class: 'body' },
      !joined && el('p', { class: 'by' }, el('b', {}, name), ' ', time),
      message.onlyFor && el('p', { class: 'only' }, icon('lock'), w.onlyYou),
      body,
      !inThread && !message.onlyFor && drawReplies(message),
    ),
    !inThread &&
      !message.onlyFor &&
      el(
        'button',
        {
          type: 'button',
          class: 'round quick',
          title: w.replyInThread,
          'aria-label': w.replyInThread,
          on: { click: () => open(message) },
        },
        icon('reply'),
      ),
  );
}

function drawFiles(files) {
  if (!files?.length) return null;
  const items = files.map(({ id, name, size }) =>
    drawFile({ name, url: `/uploads/${id}/${encodeURIComponent(name)}`, about: bytes(size) }),
  );
  return el('ul', { class: 'files' }, ...items);
}

function drawReplies(message) {
  const replies = repliesTo(message.id);
  const last = replies.at(-1);
  if (!last) return null;
  const authors = [...new Set(replies.map(({ author }) => author))].slice(0, 3);
  const faces = authors.map((id) => (id === null ? mark() : avatar(person(id) ?? { id, name: id })));
  const { replies: counted, lastReply } = words();
  return el(
    'button',
    { type: 'button', class: 'replies', on: { click: () => open(message) } },
    el('span', { class: 'faces' }, ...faces),
    el('b', {}, counted(replies.length)),
    el('span', {}, lastReply(hourAndMinute(Date.parse(last.createdAt)))),
  );
}

function open(message) {
  goTo(message.conversation, message.id);
  requestAnimationFrame(() => document.querySelector('#thread textarea')?.focus());
}
