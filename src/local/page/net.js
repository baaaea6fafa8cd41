import { changed, placeKey, state } from './state.js';

let token = '';
/** @type {EventSource | null} */
let stream = null;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let again;

/** A sentence of the desk why it did not take something. */
export class Refused extends Error {}

export async function loadDesk() {
  const response = await fetch('/state');
  if (!response.ok) throw new Error('The desk does not answer.');
  const { token: fresh, now, desk, accounts } = await response.json();
  token = fresh;
  Object.assign(state, { people: accounts, desk, clock: { now, at: performance.now() } });
}

/**
 * Sends what somebody did. It is sent again with the same id when no answer came, so that it is done once.
 * Throws Refused with a sentence, or an Error when the desk could not be reached.
 */
export async function post(path, body) {
  for (let attempt = 1; ; attempt += 1) {
    const response = await send(path, body);
    if (response?.ok) return response.json();
    const error = response && (await response.json().catch(() => null))?.error;
    if (error?.code === 'staleToken' && attempt === 1) {
      await loadDesk();
      continue;
    }
    if (error && response.status < 500) throw new Refused(error.sentence);
    if (attempt === 3) throw error ? new Refused(error.sentence) : new Error('no answer');
    await new Promise((resolve) => setTimeout(resolve, 400 * attempt));
  }
}

/**
 * Gives the desk a file, and gets what a message names it by.
 * @param {{ id: string }} me
 * @param {File} file
 */
export function upload(me, file) {
  const about = new URLSearchParams({ as: me.id, name: file.name, type: file.type });
  return post(`/upload?${about}`, file);
}

async function send(path, body) {
  const isFile = body instanceof File;
  try {
    return await fetch(path, {
      method: 'POST',
      headers: {
        'content-type': isFile ? 'application/octet-stream' : 'application/json',
        'x-firstline-token': token,
      },
      body: isFile ? body : JSON.stringify(body),
    });
  } catch {
    return null;
  }
}

/**
 * Follows what this person sees. The browser connects again by itself; each connection begins with everything.
 * @param {{ id: string }} me
 * @param {(answer: { form: any, place: any }) => void} showForm
 */
export function follow(me, showForm) {
  // Else whoever became somebody else meanwhile would be shown what the first sees.
  clearTimeout(again);
  stream?.close();
  stream = new EventSource(`/events?as=${encodeURIComponent(me.id)}`);
  const on = (name, take) =>
    stream.addEventListener(name, ({ data }) => {
      take(JSON.parse(data));
      changed();
    });
  stream.addEventListener('open', () => {
    if (!state.online) loadDesk().then(changed, () => undefined);
    state.online = true;
    changed();
  });
  stream.addEventListener('error', () => {
    state.online = false;
    changed();
    // A browser gives up on its own when the answer was a refusal.
    if (stream?.readyState === EventSource.CLOSED) again = setTimeout(() => follow(me, showForm), 2000);
  });
  on('snapshot', ({ messages, now }) => {
    state.messages = new Map(messages.map((message) => [message.id, message]));
    state.clock = { now, at: performance.now() };
  });
  on('message', (message) => {
    state.messages.set(message.id, message);
    if (message.author === null) {
      state.waiting.delete(placeKey(message.conversation, message.thread));
      state.waiting.delete(placeKey(message.conversation, null));
    }
  });
  on('stir', ({ accounts }) => {
    for (const id of accounts) if (id !== me.id) state.stirred.add(id);
  });
  on('clock', ({ now }) => {
    state.clock = { now, at: performance.now() };
  });
  on('form', showForm);
}
