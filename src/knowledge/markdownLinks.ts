import type { Nodes } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { visit } from 'unist-util-visit';

export interface Address {
  readonly kind: 'link' | 'picture';
  /** As it stands in the text, without its title. */
  readonly url: string;
}

/**
 * Replaces addresses of links and pictures in Markdown; null leaves one as it is. All other characters stay what and
 * where they are.
 */
export function replaceAddresses(source: string, replacement: (address: Address) => string | null): string {
  // Most articles have none, and are not parsed.
  if (!/\]\(|\]:/.test(source)) return source;
  const tree = fromMarkdown(source, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
  const changes: { from: number; to: number; text: string }[] = [];
  visit(tree, (node) => {
    if (node.type !== 'link' && node.type !== 'image' && node.type !== 'definition') return;
    const place = placeOf(source, node, node.url);
    if (!place) return;
    const kind = node.type === 'image' ? 'picture' : 'link';
    const text = replacement({ kind, url: node.url });
    if (text !== null) changes.push({ ...place, text });
  });
  let result = '';
  let at = 0;
  for (const { from, to, text } of changes.sort((a, b) => a.from - b.from)) {
    result += source.slice(at, from) + text;
    at = to;
  }
  return result + source.slice(at);
}

/** Where the address stands; null if it is written in another way than it reads, as with `&amp;`. */
function placeOf(source: string, node: Nodes, url: string): { from: number; to: number } | null {
  const begin = node.position?.start.offset ?? 0;
  const written = source.slice(begin, node.position?.end.offset);
  for (const before of ['](<', '](', ']: <', ']: ', ']:'])
    for (
      let at = written.lastIndexOf(before);
      at >= 0;
      at = at === 0 ? -1 : written.lastIndexOf(before, at - 1)
    ) {
      const from = at + before.length;
      const to = endOf(written, from, url);
      if (to >= 0) return { from: begin + from, to: begin + to };
    }
  return null;
}

/** The end of an address that begins there, whose signs may each have a backslash before them; -1 if it does not. */
function endOf(written: string, from: number, url: string): number {
  let at = from;
  for (const sign of url) {
    if (written[at] === '\\' && written.startsWith(sign, at + 1)) at += 1;
    else if (!written.startsWith(sign, at)) return -1;
    at += sign.length;
  }
  return at;
}
