import { showForm } from './acts.js';
import { conversationPane, threadPane } from './conversation.js';
import { el } from './dom.js';
import { follow, loadDesk } from './net.js';
import { sidePane } from './side.js';
import { changed, directOf, goTo, onChange, person, state, words } from './state.js';

const rememberedAs = 'firstline.as';

/** Becomes somebody: their conversations, their language, their view. */
function become(id, conversation, thread, sought = null) {
  const me = person(id) ?? state.people[0];
  if (!me) return;
  localStorage.setItem(rememberedAs, me.id);
  state.me = me;
  state.messages = new Map();
  state.waiting.clear();
  state.stirred.delete(me.id);
  document.documentElement.lang = me.language === 'zh' ? 'zh-CN' : 'en';
  follow(me, showForm);
  const known = conversation === directOf(me) || me.channels.includes(conversation);
  goTo(known ? conversation : directOf(me), known ? thread : null);
  state.sought = known ? sought : null;
}

/** The address says who and where, so that a page can be loaded again, kept or passed on. */
function readAddress() {
  const wanted = new URLSearchParams(location.hash.slice(1));
  const me = wanted.get('as') ?? localStorage.getItem(rememberedAs);
  return [me, wanted.get('in'), wanted.get('thread'), wanted.get('at')];
}

function writeAddress() {
  const address = new URLSearchParams({ as: state.me.id, in: state.conversation });
  if (state.thread) address.set('thread', state.thread);
  if (state.sought) address.set('at', state.sought);
  history.replaceState(null, '', `#${address}`);
}

/** Shows the message to which a link led, as soon as it is there. */
function seek() {
  const message = state.sought && document.querySelector(`article[data-id="${CSS.escape(state.sought)}"]`);
  if (!message) return;
  state.sought = null;
  message.scrollIntoView({ block: 'center' });
  message.classList.add('sought');
}

async function start() {
  try {
    await loadDesk();
  } catch {
    document.getElementById('main')?.replaceChildren(el('p', { class: 'offline' }, words().offline));
    setTimeout(start, 1500);
    return;
  }
  const panes = [
    sidePane(document.getElementById('side'), become),
    conversationPane(document.getElementById('main')),
    threadPane(document.getElementById('thread')),
  ];
  onChange(() => {
    // The conversation marks what it shows as read before the side counts what is not.
    for (const update of [...panes].reverse()) update();
    seek();
    document.title = `${state.conversation === directOf(state.me) ? words().direct : `#${state.conversation}`} · Firstline`;
    writeAddress();
  });
  document
    .getElementById('veil')
    ?.addEventListener('click', () => document.body.classList.remove('side-open'));
  document.addEventListener('visibilitychange', changed);
  addEventListener('hashchange', () => become(...readAddress()));
  become(...readAddress());
}

start();
