import { openForm } from './form.js';
import { post, Refused, upload } from './net.js';
import { changed, isDirect, placeKey, state, words } from './state.js';
import { dayAndTime } from './time.js';
import { toast } from './toast.js';

/** So long does the page say that the desk is looking, if nothing comes. */
const lookingFor = 8_000;

/**
 * Sends a message or a command; resolves to false when it was not taken, so that the text is not lost.
 * @param {{ conversation: string, thread: string | null }} place
 * @param {string} text
 * @param {readonly File[]} files
 * @param {string} id made once for this text with these files
 */
export async function say(place, text, files, id) {
  const expectsAnswer =
    place.thread === null && (isDirect(place.conversation) || /(^|\s)@desk\b/i.test(text));
  const key = placeKey(place.conversation, place.thread);
  if (expectsAnswer && !text.startsWith('/')) {
    state.waiting.add(key);
    setTimeout(() => {
      if (state.waiting.delete(key)) changed();
    }, lookingFor);
  }
  const given = await allGiven(files);
  const taken = given !== null && (await act('/say', { id, ...place, text, files: given }));
  if (!taken) state.waiting.delete(key);
  changed();
  return taken;
}

/** What the desk has of these files by now, so that trying again uploads none of them twice. @type {WeakMap<File, string>} */
const uploaded = new WeakMap();

/** Ids of the files at the desk; null when one was not taken. */
async function allGiven(files) {
  for (const file of files) {
    if (uploaded.has(file)) continue;
    const given = await saidWhy(() => upload(state.me, file));
    if (!given) return null;
    uploaded.set(file, given.id);
  }
  return files.map((file) => uploaded.get(file));
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

const attempt = (path, body) => saidWhy(() => post(path, body));

/** What the work gives; null when the desk did not do it, of which the person is told. */
async function saidWhy(work) {
  try {
    return await work();
  } catch (error) {
    toast(error instanceof Refused ? error.message : words().notSent, { tone: 'alert' });
    return null;
  }
}
