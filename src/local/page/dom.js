/**
 * Makes an element. Texts become text nodes and nothing else, so no data is ever read as markup.
 * @param {string} tag
 * @param {Record<string, unknown>} [props] `on` holds listeners, `data` the data attributes; false and null leave out
 * @param {...(Node | string | null | false | undefined | (Node | string | null)[])} children
 * @returns {HTMLElement}
 */
export function el(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === 'on') {
      for (const [event, listener] of Object.entries(value)) element.addEventListener(event, listener);
    } else if (name === 'data') {
      Object.assign(element.dataset, value);
    } else {
      element.setAttribute(name, value === true ? '' : String(value));
    }
  }
  element.append(
    ...children.flat().filter((child) => child !== null && child !== false && child !== undefined),
  );
  return element;
}

const svgSpace = 'http://www.w3.org/2000/svg';

const paths = {
  direct: 'M4 5.5h16v11H9l-5 4z',
  menu: 'M4 7h16M4 12h16M4 17h16',
  close: 'M6 6l12 12M18 6L6 18',
  send: 'M4 12l16-8-5.5 16-3-6.5zM11.5 13.5L20 4',
  reply: 'M10 6l-6 6 6 6M4 12h10a6 6 0 0 1 6 6',
  clock: 'M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM12 7.5V12l3 2',
  down: 'M6 9.5l6 6 6-6',
  lock: 'M6.5 11h11v8.5h-11zM9 11V8a3 3 0 0 1 6 0v3',
  attach: 'M20 11.5l-8 8a5 5 0 0 1-7-7l8.5-8.5a3.4 3.4 0 0 1 4.8 4.8L9.8 17.3a1.7 1.7 0 0 1-2.4-2.4L15 7.3',
  file: 'M7 3.5h7l4 4v13H7zM14 3.5v4h4',
};

/**
 * One of the page's line drawings; it says nothing to screen readers.
 * @param {keyof typeof paths} name
 */
export function icon(name) {
  const svg = document.createElementNS(svgSpace, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(svgSpace, 'path');
  path.setAttribute('d', paths[name]);
  svg.append(path);
  return svg;
}

/** Firstline's mark: of three lines, the first stands out. */
export function mark() {
  return el('img', { src: '/mark.svg', alt: '', class: 'mark' });
}

/**
 * A person's initials on a colour that stays theirs.
 * @param {{ id: string, name: string }} person
 */
export function avatar(person) {
  let sum = 0;
  for (const letter of person.id) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 997;
  return el('span', { class: `avatar hue-${sum % 8}`, 'aria-hidden': 'true' }, initials(person.name));
}

function initials(name) {
  const words = name.trim().split(/\s+/);
  const letters =
    words.length > 1 ? [words[0], words.at(-1)].map((word) => [...word][0]) : [...name].slice(0, 1);
  return letters.join('').toUpperCase();
}
