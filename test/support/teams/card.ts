export type Json = Record<string, unknown>;

/** A value as an object; empty for everything that is none. */
export function object(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};
}

function walk(value: unknown, visit: (element: Json) => void): void {
  if (Array.isArray(value)) for (const item of value) walk(item, visit);
  else if (typeof value === 'object' && value !== null) {
    visit(value as Json);
    for (const [key, inner] of Object.entries(value))
      if (key !== 'fallback' && key !== 'data') walk(inner, visit);
  }
}

function elements(card: unknown, matches: (type: string) => boolean): Json[] {
  const found: Json[] = [];
  walk(card, (element) => {
    if (matches(String(element.type ?? ''))) found.push(element);
  });
  return found;
}

/** All that is read on a card, a line for each text; Markdown escapes are resolved as Teams does. */
export function cardText(card: unknown): string {
  const lines: string[] = [];
  walk(card, (element) => {
    if (element.type === 'TextBlock')
      lines.push(String(element.text).replace(/\\([\\`*_[\]~#>+.)-])/g, '$1'));
    if (element.type === 'RichTextBlock' && Array.isArray(element.inlines)) {
      lines.push(element.inlines.map((run) => String(object(run).text ?? '')).join(''));
    }
    if (element.type === undefined && 'title' in element && 'value' in element) {
      lines.push(`${element.title}: ${element.value}`.replace(/\\([\\`*_[\]~#>+.)-])/g, '$1'));
    }
  });
  return lines.join('\n');
}

/** Buttons of a card in their order, also those in the menu behind the three dots. */
export function cardButtons(card: unknown): Json[] {
  return elements(card, (type) => type === 'Action.Execute' || type === 'Action.Submit');
}

export function cardInputs(card: unknown): Json[] {
  return elements(card, (type) => type.startsWith('Input.'));
}

/** The one button with that label; throws with the labels that there are. */
export function button(card: unknown, label: string): Json {
  const all = cardButtons(card);
  const found = all.find((action) => action.title === label);
  if (!found)
    throw new Error(`There is no button "${label}", only ${all.map((action) => action.title).join(', ')}`);
  return found;
}

const KNOWN = [
  'AdaptiveCard',
  'TextBlock',
  'RichTextBlock',
  'TextRun',
  'Container',
  'FactSet',
  'ActionSet',
  'Input.Text',
  'Input.ChoiceSet',
  'Action.Execute',
  'Action.Submit',
  'Action.OpenUrl',
  'mention',
  'task/fetch',
];

/** Why Teams would refuse the card; null if it would not. */
export function cardFault(card: unknown): string | null {
  if (object(card).type !== 'AdaptiveCard' || object(card).version !== '1.5')
    return 'not an Adaptive Card 1.5';
  const unknown = elements(card, (type) => type !== '' && !KNOWN.includes(type))[0];
  if (unknown) return `unknown element ${unknown.type}`;
  if (elements(card, (type) => type === 'TextBlock').some(({ text }) => typeof text !== 'string'))
    return 'a TextBlock without text';
  if (cardInputs(card).some(({ id }) => typeof id !== 'string')) return 'an input without id';
  const inputs = cardInputs(card).map(({ id }) => id);
  if (new Set(inputs).size !== inputs.length) return 'two inputs with one id';
  const mentions = elements(card, (type) => type === 'mention');
  const text = JSON.stringify(card);
  if (mentions.some((mention) => !text.includes(String(mention.text))))
    return 'a mention that stands nowhere';
  return null;
}
