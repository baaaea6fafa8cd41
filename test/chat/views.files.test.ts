import { describe, expect, it } from 'vitest';
import type { StoredFile } from '../../src/app/ports.ts';
import { said } from '../../src/chat/views/said.ts';
import { formatBytes } from '../../src/chat/words/files.ts';
import { context } from './viewSamples.ts';

const en = context('en');

describe('files', () => {
  const file = (changes: Partial<StoredFile>): StoredFile => ({
    id: 'f1',
    name: 'screen.png',
    size: 12_345,
    state: 'copied',
    problem: null,
    url: 'https://acme.slack.com/files/F1',
    platform: 'slack',
    ...changes,
  });
  const shown = (changes: Partial<StoredFile>, w = en) => {
    const data = { number: 'INC-1042', author: 'li', text: '', internal: false, mention: [] };
    const view = said({ ...data, files: [file(changes)] }, w);
    const block = view.blocks.find((each) => each.type === 'files');
    return block?.type === 'files' ? block.files[0] : undefined;
  };

  it("lead to the desk's copy once there is one, before that to their platform", () => {
    expect(shown({})).toMatchObject({ url: 'https://desk.example/files/f1/screen.png', about: '12 KB' });
    expect(shown({ state: 'pending' })).toEqual({
      name: 'screen.png',
      url: 'https://acme.slack.com/files/F1',
      about: '12 KB · copying…',
      unfinished: true,
    });
  });

  it('say why there is no copy, in both languages', () => {
    const tooLarge = { state: 'linked', problem: 'tooLarge', size: 200 * 1024 * 1024 } as const;
    expect(shown(tooLarge)).toMatchObject({
      url: 'https://acme.slack.com/files/F1',
      about: '200 MB · too large to copy, in Slack only',
      unfinished: false,
    });
    expect(shown(tooLarge, context('zh'))?.about).toBe('200 MB · 文件过大，未复制，只能在 Slack 中打开');
    expect(shown({ state: 'failed', problem: 'gone', platform: 'local', size: null })?.about).toBe(
      'no longer in the local chat',
    );
  });

  it('that were linked before there were copies say their size alone', () => {
    expect(shown({ state: 'linked', platform: null })).toMatchObject({ about: '12 KB', unfinished: false });
  });

  it('without a word are told by their names', () => {
    const data = { number: 'INC-1042', author: 'li', text: '', internal: false, mention: [] };
    const view = said({ ...data, files: [file({}), file({ name: 'client.log' })] }, en);
    expect(view.fallback).toBe('李雷 wrote in INC-1042: screen.png, client.log');
    expect(view.blocks[0]).toEqual({ type: 'text', content: [{ bold: '李雷 wrote in INC-1042' }] });
  });

  it.each([
    [0, '0 B'],
    [1023, '1023 B'],
    [1024, '1 KB'],
    [1536, '1.5 KB'],
    [10 * 1024 * 1024, '10 MB'],
    [3 * 1024 ** 3, '3 GB'],
  ])('of %i bytes are %s large', (bytes, text) => expect(formatBytes(bytes)).toBe(text));
});
