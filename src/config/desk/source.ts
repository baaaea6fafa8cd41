import { isAlias, isMap, isNode, isSeq, LineCounter, type Node, parseDocument, type YAMLError } from 'yaml';

/** desk.yaml as a tree whose parts know their lines. */

export type Path = readonly (string | number)[];

/** Notes a fault at a part of the file; the message goes on from its name: `has to be a text`. */
export type Report = (path: Path, message: string) => void;

/** `line` counts from 1; `message` is a sentence that says what is wrong and what to do. */
export interface DeskFileFault {
  readonly line: number;
  readonly message: string;
}

export interface DeskSource {
  /** Undefined when the text is no YAML. */
  readonly data: unknown;
  readonly report: Report;
  /** What was reported and what is wrong with the YAML itself, by line. */
  faults(): readonly DeskFileFault[];
}

/** Parses the text. A key that is there twice is a fault, and its last value is read on. */
export function parseSource(text: string): DeskSource {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, stringKeys: true });
  const lineAt = (offset: number) => lines.linePos(offset).line;
  const faults: DeskFileFault[] = [...document.errors, ...document.warnings].map((error) => ({
    line: lineAt(error.pos[0]),
    message: complaint(error, text),
  }));
  const readable = document.errors.every((error) => error.code === 'DUPLICATE_KEY');
  const data = readable ? toData() : undefined;
  const root = document.contents;

  function offsetOf(path: Path): number {
    let node: Node | null = root;
    let offset = root?.range?.[0] ?? 0;
    for (const step of path) {
      if (isAlias(node)) node = node.resolve(document) ?? null;
      const next = stepInto(node, step);
      if (!next) break;
      offset = next.offset ?? offset;
      node = next.node;
    }
    return offset;
  }

  return {
    data,
    report: (path, message) => {
      const place = placeOf(path);
      faults.push({
        line: lineAt(offsetOf(path)),
        message: place === '' ? `The file ${message}.` : `${place} ${message}.`,
      });
    },
    faults: () => faults.toSorted((a, b) => a.line - b.line),
  };

  function toData(): unknown {
    try {
      return document.toJS();
    } catch (error) {
      // An alias of nothing, or one that blows up.
      faults.push({
        line: 1,
        message: `The file is not YAML: ${error instanceof Error ? error.message : ''}.`,
      });
      return undefined;
    }
  }
}

function stepInto(
  node: unknown,
  step: string | number,
): { node: Node | null; offset: number | undefined } | null {
  if (isMap(node)) {
    // Of a key that is there twice the last one counts.
    const pair = node.items.findLast((item) => String(item.key) === String(step));
    if (!pair) return null;
    const { key, value } = pair;
    return { node: isNode(value) ? value : null, offset: isNode(key) ? key.range?.[0] : undefined };
  }
  if (!isSeq(node)) return null;
  const item = node.items[Number(step)];
  return isNode(item) ? { node: item, offset: item.range?.[0] } : null;
}

/** `teams.network.tiers.L2.members[0]`. */
function placeOf(path: Path): string {
  return path
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`))
    .join('')
    .replace(/^\./, '');
}

function complaint(error: YAMLError, text: string): string {
  if (error.code === 'DUPLICATE_KEY') {
    const key = /^[^:\n]*/.exec(text.slice(error.pos[0]))?.[0].trim() ?? '';
    return `"${key}" is there twice: keep one of them.`;
  }
  if (error.code === 'TAB_AS_INDENT') return 'The line is indented by a tab: use spaces.';
  return `The file is not YAML here: ${error.message}.`;
}
