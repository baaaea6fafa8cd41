import { el } from './dom.js';

/**
 * Draws the Markdown of an article: headings, paragraphs, lists, quotes, code, tables, rules; inside them bold,
 * italic, struck out, code and links. Markup it does not know stays as it was written. Builds nodes only, so HTML is just text.
 * @param {string} source
 */
export function markdown(source) {
  return el('div', { class: 'markdown' }, ...blocks(source.replace(/\r\n?/g, '\n').split('\n')));
}

const fence = /^\s*(`{3,}|~{3,})/;
const heading = /^\s{0,3}(#{1,6})\s+(.*?)\s*#*\s*$/;
const rule = /^\s{0,3}([-*_])(\s*\1){2,}\s*$/;
const quote = /^\s{0,3}>\s?/;
const item = /^(\s*)([-*+]|\d{1,9}[.)])\s+(.*)$/;
const tableRule = /^\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$/;

function blocks(lines) {
  const nodes = [];
  let at = 0;
  while (at < lines.length) {
    const [node, next] = block(lines, at);
    if (node) nodes.push(node);
    at = next;
  }
  return nodes;
}

function block(lines, at) {
  const line = lines[at];
  if (!line.trim()) return [null, at + 1];
  const opening = fence.exec(line);
  if (opening) return code(lines, at, opening[1]);
  const title = heading.exec(line);
  // The card has its own heading above, so the article's begin two levels down.
  if (title) return [el(`h${Math.min(6, title[1].length + 2)}`, {}, ...inline(title[2])), at + 1];
  if (rule.test(line)) return [el('hr'), at + 1];
  if (quote.test(line)) return gathered(lines, at, quote, (inner) => el('blockquote', {}, ...blocks(inner)));
  if (item.test(line)) return list(lines, at);
  if (line.includes('|') && tableRule.test(lines[at + 1] ?? '')) return table(lines, at);
  return paragraph(lines, at);
}

function code(lines, at, mark) {
  let end = at + 1;
  while (end < lines.length && !lines[end].trim().startsWith(mark)) end += 1;
  return [el('pre', {}, el('code', {}, lines.slice(at + 1, end).join('\n'))), end + 1];
}

function gathered(lines, at, pattern, draw) {
  let end = at;
  while (end < lines.length && pattern.test(lines[end])) end += 1;
  return [draw(lines.slice(at, end).map((line) => line.replace(pattern, ''))), end];
}

function list(lines, at) {
  const [, indent, mark] = item.exec(lines[at]);
  const ordered = /\d/.test(mark);
  const entries = [];
  let end = at;
  while (end < lines.length) {
    const found = item.exec(lines[end]);
    if (!found || found[1].length > indent.length + 1 || /\d/.test(found[2]) !== ordered) break;
    const own = [found[3]];
    const inner = found[1].length + found[2].length + 1;
    end += 1;
    while (end < lines.length && belongs(lines, end, found[1].length)) {
      own.push(lines[end].replace(new RegExp(`^\\s{0,${inner}}`), ''));
      end += 1;
    }
    const content = blocks(own);
    const alone = content[0]?.tagName === 'P' ? [...content[0].childNodes, ...content.slice(1)] : content;
    entries.push(el('li', {}, ...alone));
  }
  const start = ordered ? { start: Number.parseInt(mark, 10) } : {};
  return [el(ordered ? 'ol' : 'ul', start, ...entries), end];
}

/** Whether a line goes on with the list entry above: indented, or the blank line before one that is. */
function belongs(lines, at, indent) {
  const depth = (line) => line.length - line.trimStart().length;
  const line = lines[at];
  if (!line.trim()) return Boolean(lines[at + 1]?.trim()) && depth(lines[at + 1]) > indent + 1;
  return (
    depth(line) > indent + 1 ||
    !(item.test(line) || heading.test(line) || fence.test(line) || !lines[at - 1].trim())
  );
}

function table(lines, at) {
  const cells = (line) =>
    line
      .trim()
      .replace(/^\||\|$/g, '')
      .split('|')
      .map((cell) => cell.trim());
  let end = at + 2;
  while (end < lines.length && lines[end].includes('|')) end += 1;
  const row = (tag) => (line) => el('tr', {}, ...cells(line).map((cell) => el(tag, {}, ...inline(cell))));
  const body = lines.slice(at + 2, end).map(row('td'));
  const drawn = el('table', {}, el('thead', {}, row('th')(lines[at])), el('tbody', {}, ...body));
  return [el('div', { class: 'wide' }, drawn), end];
}

function paragraph(lines, at) {
  let end = at + 1;
  const begins = [fence, heading, rule, quote, item];
  while (end < lines.length && lines[end].trim() && !begins.some((pattern) => pattern.test(lines[end])))
    end += 1;
  const parts = lines
    .slice(at, end)
    .flatMap((line, index) => [
      ...(index ? [/(\s{2}|\\)$/.test(lines[at + index - 1]) ? el('br') : ' '] : []),
      ...inline(line.trim().replace(/\\$/, '')),
    ]);
  return [el('p', {}, ...parts), end];
}

const marks =
  /(`+)([\s\S]+?)\1|\*\*(\S[\s\S]*?)\*\*|__(\S[\s\S]*?)__|~~(\S(?:[\s\S]*?\S)?)~~|(?<![\w*])\*(\S[^*]*)\*|(?<!\w)_(\S[^_]*)_(?!\w)|!?\[([^\]]*)\]\(([^()\s]*(?:\([^()\s]*\)[^()\s]*)*)(?:\s+"[^"]*")?\)|<?(https?:\/\/[^\s<>)]*[^\s<>).,;:!?'"])>?|\\([\\`*_{}[\]()#+.!|>~-])/g;

function inline(text) {
  const nodes = [];
  let done = 0;
  for (const found of text.matchAll(marks)) {
    nodes.push(text.slice(done, found.index), mark(found));
    done = found.index + found[0].length;
  }
  nodes.push(text.slice(done));
  return nodes.filter((node) => node !== '');
}

function mark(found) {
  const [whole, , code, strong, strongToo, struck, weak, weakToo, label, address, bare, escaped] = found;
  if (code !== undefined) return el('code', {}, code);
  if (strong ?? strongToo) return el('strong', {}, ...inline(strong ?? strongToo));
  if (struck) return el('del', {}, ...inline(struck));
  if (weak ?? weakToo) return el('em', {}, ...inline(weak ?? weakToo));
  if (address !== undefined) return link(address, label || address) ?? whole;
  if (bare !== undefined) return link(bare, bare) ?? whole;
  return escaped;
}

/**
 * A link that opens beside the page; null for anything but http, https and mail.
 * @param {string} address
 * @param {string} text
 */
export function link(address, text) {
  if (!/^(https?:\/\/|mailto:|\/(?!\/))/i.test(address)) return null;
  return el('a', { href: address, target: '_blank', rel: 'noopener noreferrer' }, text);
}
