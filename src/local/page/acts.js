import { openForm } from './form.js';
import { post, Refused } from './net.js';
import { changed, isDirect, placeKey, state, words } from './state.js';
import { dayAndTime } from './time.js';
import { toast } from './toast.js';

/** So long does the page say that the desk is looking, if nothing comes. */
const lookingFor = 8_000;

/**
 * Sends a message or a command; resolves to false when it was not taken, so that the text is not lost.
 * @param {{ conversation: string, thread: string | null }} place
 * @param {string} text
 * @param {string} id made once for this text
 */
export async function say(place, text, id) {
  const expectsAnswer =
    place.thread === null && (isDirect(place.conversation) || /(^|\s)@desk\b/i.test(text));
  const key = placeKey(place.conversation, place.thread);
  if (expectsAnswer && !text.startsWith('/')) {
    state.waiting.add(key);
    setTimeout(() => {
      if (state.waiting.delete(key)) changed();
    }, lookingFor);
  }
  const taken = await act('/say', { id, ...place, text });
  if (!taken) state.waiting.delete(key);
  changed();
  return taken;
}

/** Clicks a button of a message; it rests until the desk has answered. */
export async function click(message, button, element) {
  element.disabled = true;
  element.classList.add('busy');
  const { conversation, thread, id } = message;
  await act('/click', {
    ...fresh(),
    conversation,
    thread,
    message: id,
    verb: button.verb,
    args: button.args,
  });
  element.disabled = false;
  element.classList.remove('busy');
}

export async function forward(step) {
  const body = await attempt('/clock', { forward: step });
  if (!body) return;
  state.clock = { now: body.now, at: performance.now() };
  toast(words().moved(dayAndTime(body.now)));
  changed();
}

/** Shows a form of the desk; what is filled in is sent as one act, however often it is tried. */
export function showForm({ form, place }) {
  const { id } = fresh();
  openForm(form, (values) => act('/submit', { id, ...place, verb: form.verb, args: form.args, values }));
}

const fresh = () => ({ id: crypto.randomUUID() });

async function act(path, body) {
  const answer = await attempt(path, { as: state.me.id, ...body });
  if (answer?.form) showForm(answer);
  return answer !== null;
}

async function attempt(path, body) {
  try {
    return await post(path, body);
  } catch (error) {
    toast(error instanceof Refused ? error.message : words().notSent, { tone: 'alert' });
    return null;
  }
}
