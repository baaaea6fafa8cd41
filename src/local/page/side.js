import { forward } from './acts.js';
import { avatar, el, icon, mark } from './dom.js';
import { deskNow, directOf, goTo, state, unreadIn, words } from './state.js';
import { aheadText, dateOnly, hourAndMinute } from './time.js';

/** The left of the page: who you are, your conversations, the desk's clock. */
export function sidePane(root, become) {
  let open = false;
  const clock = el('div', { class: 'clock-face' });

  function update() {
    const w = words();
    root.setAttribute('aria-label', w.menu);
    const focused = root.contains(document.activeElement) ? document.activeElement?.dataset.key : null;
    root.replaceChildren(
      el(
        'div',
        { class: 'brand' },
        mark(),
        el('div', {}, el('b', {}, state.desk.name), el('span', {}, w.tagline)),
      ),
      chooser(w),
      conversations(w),
      clockPanel(w),
    );
    if (focused) root.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus();
    tick();
  }

  function chooser(w) {
    const { me } = state;
    const others = state.people.filter(({ id }) => id !== me.id && state.stirred.has(id)).length;
    const toggle = el(
      'button',
      {
        type: 'button',
        class: 'me',
        'aria-expanded': String(open),
        'aria-controls': 'people',
        title: w.choosePerson,
        data: { key: 'me' },
        on: { click: () => show(!open) },
      },
      avatar(me),
      el(
        'span',
        { class: 'who' },
        el('small', {}, w.youAre),
        el('b', {}, me.name),
        el('span', { class: 'role' }, me.roles.join(' · ')),
      ),
      others > 0 && el('span', { class: 'badge dot', title: w.news }),
      icon('down'),
    );
    const list = el(
      'ul',
      { id: 'people', hidden: !open, 'aria-label': w.choosePerson, on: { keydown: move } },
      ...state.people.map((each) => choice(each, w)),
    );
    return el('div', { class: 'chooser' }, toggle, list);
  }

  function choice(each, w) {
    const news = state.stirred.has(each.id);
    const pick = () => {
      open = false;
      become(each.id);
    };
    const current = each.id === state.me.id ? 'true' : null;
    return el(
      'li',
      {},
      el(
        'button',
        {
          type: 'button',
          class: 'person',
          'aria-current': current,
          data: { key: `person ${each.id}` },
          on: { click: pick },
        },
        avatar(each),
        el(
          'span',
          { class: 'who' },
          el('b', {}, each.name),
          el('span', { class: 'role' }, each.roles.join(' · ')),
        ),
        news && el('span', { class: 'badge dot', role: 'img', 'aria-label': w.news, title: w.news }),
      ),
    );
  }

  function show(wanted) {
    open = wanted;
    update();
    if (open) root.querySelector('#people [aria-current]')?.focus();
    else root.querySelector('.me')?.focus();
  }

  function move(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === 'Escape') show(false);
    if (!step) return;
    event.preventDefault();
    const buttons = [...root.querySelectorAll('#people button')];
    buttons[(buttons.indexOf(document.activeElement) + step + buttons.length) % buttons.length]?.focus();
  }

  document.addEventListener('click', ({ target }) => {
    if (open && target instanceof Element && target.isConnected && !target.closest('.chooser')) show(false);
  });

  function conversations(w) {
    const { me } = state;
    return el(
      'div',
      { class: 'rooms' },
      el('h2', {}, w.messages),
      room(directOf(me), w.direct, icon('direct'), w),
      me.channels.length > 0 && el('h2', {}, w.channels),
      me.channels.map((channel) => room(channel, channel, el('span', { class: 'hash' }, '#'), w)),
    );
  }

  function room(conversation, name, sign, w) {
    const unread = conversation === state.conversation ? 0 : unreadIn(conversation);
    return el(
      'button',
      {
        type: 'button',
        class: unread ? 'room unread' : 'room',
        'aria-current': conversation === state.conversation ? 'page' : null,
        data: { key: `room ${conversation}` },
        on: { click: () => goTo(conversation) },
      },
      sign,
      el('span', { class: 'name' }, name),
      unread > 0 &&
        el('span', { class: 'badge', 'aria-label': w.unread(unread) }, unread > 99 ? '99+' : String(unread)),
    );
  }

  function clockPanel(w) {
    const step = (name, label, title) =>
      el(
        'button',
        {
          type: 'button',
          title: title ?? w.forward,
          data: { key: name },
          on: { click: () => forward(name) },
        },
        label,
      );
    return el(
      'section',
      { class: 'clock', 'aria-label': w.clock },
      el('h2', {}, icon('clock'), w.clock),
      clock,
      el(
        'div',
        { class: 'steps', role: 'group', 'aria-label': w.forward },
        step('quarterHour', w.quarterHour),
        step('hour', w.hour),
        step('nextMorning', w.nextMorning, w.nextMorningLong),
      ),
    );
  }

  function tick() {
    if (!state.me) return;
    const ahead = aheadText();
    const face = [
      hourAndMinute(deskNow()),
      dateOnly(deskNow()),
      state.desk.timeZone.replaceAll('_', ' '),
      ahead ? words().ahead(ahead) : '',
    ];
    if (clock.dataset.face === face.join()) return;
    clock.dataset.face = face.join();
    clock.replaceChildren(
      el('b', {}, face[0]),
      el('span', {}, face[1], el('small', {}, face[2])),
      ...(ahead ? [el('em', {}, face[3])] : []),
    );
  }
  setInterval(tick, 1000);
  return update;
}
