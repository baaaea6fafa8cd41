import { wordsOf } from './words.js';

/**
 * What the page knows. The server's messages are the truth; only what was read is the page's own.
 * @typedef {{ id: string, name: string, email: string, language: 'en' | 'zh', roles: string[], channels: string[] }} Person
 * @typedef {{ id: string, conversation: string, thread: string | null, author: string | null, onlyFor: string | null,
 *   content: any, createdAt: string, changedAt: string }} Message
 */
export const state = {
  /** @type {Person[]} */
  people: [],
  /** @type {Person | null} */
  me: null,
  desk: { name: 'Firstline', timeZone: 'UTC' },
  conversation: '',
  /** @type {string | null} Id of the message whose thread is open. */
  thread: null,
  /** @type {string | null} Id of the message to which the address leads, until it is shown. */
  sought: null,
  /** @type {Map<string, Message>} */
  messages: new Map(),
  /** @type {Set<string>} People who got something while the visitor was somebody else. */
  stirred: new Set(),
  /** @type {Set<string>} Places where the desk has yet to answer. */
  waiting: new Set(),
  clock: { now: Date.now(), at: performance.now() },
  online: true,
};

const listeners = new Set();
let planned = false;

/** @param {() => void} listener Called once, soon after any number of changes. */
export function onChange(listener) {
  listeners.add(listener);
}

export function changed() {
  if (planned) return;
  planned = true;
  queueMicrotask(() => {
    planned = false;
    for (const listener of listeners) listener();
  });
}

export const words = () => wordsOf(state.me?.language ?? 'en');
export const person = (id) => state.people.find((each) => each.id === id) ?? null;
export const directOf = (me) => `dm:${me.id}`;
export const isDirect = (conversation) => conversation.startsWith('dm:');
export const deskNow = () => state.clock.now + (performance.now() - state.clock.at);
export const placeKey = (conversation, thread) => `${conversation}/${thread ?? ''}`;

const byId = (left, right) => (BigInt(left.id) < BigInt(right.id) ? -1 : 1);

/** Messages of the conversation itself, oldest first. */
export function messagesIn(conversation) {
  return [...state.messages.values()]
    .filter((message) => message.conversation === conversation && message.thread === null)
    .sort(byId);
}

export function repliesTo(id) {
  return [...state.messages.values()].filter((message) => message.thread === id).sort(byId);
}

const readKey = () => `firstline.read.${state.me?.id}`;

function readMarks() {
  try {
    return JSON.parse(localStorage.getItem(readKey()) ?? '{}');
  } catch {
    return {};
  }
}

export function unreadIn(conversation) {
  const mark = BigInt(readMarks()[conversation] ?? 0);
  let count = 0;
  for (const { conversation: where, author, id } of state.messages.values()) {
    if (where === conversation && author !== state.me?.id && BigInt(id) > mark) count += 1;
  }
  return count;
}

export function markRead(conversation) {
  const ids = [...state.messages.values()].filter((each) => each.conversation === conversation);
  const newest = ids.sort(byId).at(-1)?.id;
  const marks = readMarks();
  if (!newest || marks[conversation] === newest) return;
  localStorage.setItem(readKey(), JSON.stringify({ ...marks, [conversation]: newest }));
}

/** Goes to a conversation, and in it to a thread. */
export function goTo(conversation, thread = null) {
  state.conversation = conversation;
  state.thread = thread;
  document.body.classList.remove('side-open');
  changed();
}
