import { composer } from './composer.js';
import { el, icon, mark } from './dom.js';
import {
  goTo,
  isDirect,
  markRead,
  messagesIn,
  placeKey,
  repliesTo,
  state,
  unreadIn,
  words,
} from './state.js';
import { timeline } from './timeline.js';

/** The middle of the page: the conversation that is open. */
export function conversationPane(root) {
  let shown = '';
  let parts = null;

  return function update() {
    const key = `${state.me.id} ${state.conversation}`;
    if (key !== shown) {
      shown = key;
      parts = buildConversation(root);
    }
    const messages = messagesIn(state.conversation);
    const waiting = state.waiting.has(placeKey(state.conversation, null));
    parts.list.update(messages, messages.length === 0 ? parts.welcome : null, waiting ? parts.looking : null);
    parts.offline.hidden = state.online;
    const others = [...unreadElsewhere()].length;
    parts.menu.classList.toggle('news', others > 0);
    if (document.visibilityState === 'visible') markRead(state.conversation);
  };
}

function* unreadElsewhere() {
  for (const { conversation } of state.messages.values()) {
    if (conversation !== state.conversation && unreadIn(conversation)) yield conversation;
  }
}

function buildConversation(root) {
  const w = words();
  const direct = isDirect(state.conversation);
  const list = timeline(false);
  const write = composer(state.conversation, null);
  const openSide = () => document.body.classList.add('side-open');
  const menu = el(
    'button',
    { type: 'button', class: 'round menu', 'aria-label': w.menu, on: { click: openSide } },
    icon('menu'),
  );
  const offline = el('p', { class: 'offline', role: 'status', hidden: true }, w.offline);
  const header = el(
    'header',
    { class: 'bar' },
    menu,
    el(
      'div',
      { class: 'title' },
      el(
        'h1',
        {},
        direct ? mark() : el('span', { class: 'hash' }, '#'),
        direct ? w.direct : state.conversation,
      ),
      el('p', {}, direct ? w.directAbout : w.channelAbout),
    ),
  );
  root.replaceChildren(header, offline, list.element, write.element);
  if (matchMedia('(min-width: 761px)').matches) write.focus();
  const looking = el(
    'p',
    { class: 'looking' },
    mark(),
    el('span', { class: 'dots' }, el('i'), el('i'), el('i')),
    w.looking,
  );
  return { list, menu, offline, looking, welcome: direct ? greet(write) : quiet() };
}

function greet(write) {
  const w = words();
  const isAgent = !state.me.roles.some((role) => /employee|员工/i.test(role));
  const firstName = state.me.language === 'zh' ? state.me.name : state.me.name.split(' ')[0];
  const ask = (text) => () => {
    write.put(text);
    write.submit();
  };
  const chips = (isAgent ? w.agentExamples : w.askExamples).map((text) =>
    el('button', { type: 'button', class: 'chip', on: { click: ask(text) } }, text),
  );
  return el(
    'section',
    { class: 'welcome' },
    mark(),
    el('h2', {}, w.helloTo(firstName)),
    el('p', {}, isAgent ? w.helloAgent : w.hello),
    el('div', { class: 'chips' }, ...chips),
  );
}

function quiet() {
  const w = words();
  return el(
    'section',
    { class: 'welcome' },
    mark(),
    el('h2', {}, w.quiet(state.conversation)),
    el('p', {}, w.quietAbout),
  );
}

/** The right of the page: one thread, closed by Escape. */
export function threadPane(root) {
  let shown = '';
  let list = null;
  const close = () => goTo(state.conversation);
  root.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') close();
  });

  return function update() {
    const first = state.thread === null ? null : state.messages.get(state.thread);
    root.hidden = !first;
    document.body.classList.toggle('thread-open', Boolean(first));
    const key = first ? `${state.me.id} ${first.id}` : '';
    if (key !== shown) {
      shown = key;
      list = first ? build(first) : null;
    }
    if (first) list.update([first, ...repliesTo(first.id)], null, null);
  };

  function build(first) {
    const w = words();
    const messages = timeline(true);
    const header = el(
      'header',
      { class: 'bar' },
      el(
        'div',
        { class: 'title' },
        el('h2', {}, w.thread),
        el('p', {}, isDirect(first.conversation) ? w.direct : `#${first.conversation}`),
      ),
      el(
        'button',
        { type: 'button', class: 'round', 'aria-label': w.closeThread, on: { click: close } },
        icon('close'),
      ),
    );
    root.setAttribute('aria-label', w.thread);
    root.replaceChildren(header, messages.element, composer(first.conversation, first.id).element);
    return messages;
  }
}
