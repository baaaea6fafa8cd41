import { showForm } from './acts.js';
import { conversationPane, threadPane } from './conversation.js';
import { el } from './dom.js';
import { follow, loadDesk } from './net.js';
import { sidePane } from './side.js';
import { changed, directOf, goTo, onChange, person, state, words } from './state.js';

const rememberedAs = 'firstline.as';

/** Becomes somebody: their conversations, their language, their view. */
function become(id, conversation, thread) {
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
}

/** The address says who and where, so that a page can be loaded again, kept or passed on. */
function readAddress() {
  const wanted = new URLSearchParams(location.hash.slice(1));
  return [wanted.get('as') ?? localStorage.getItem(rememberedAs), wanted.get('in'), wanted.get('thread')];
}

function writeAddress() {
  const address = new URLSearchParams({ as: state.me.id, in: state.conversation });
  if (state.thread) address.set('thread', state.thread);
  history.replaceState(null, '', `#${address}`);
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
