import { once } from 'node:events';
import { PassThrough, Readable, Writable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { slaDue, slaWorking } from '../../src/cli/slaLines.ts';

const calendar = {
  timeZone: 'Europe/Berlin',
  hours: {
    mon: [
      ['09:00', '12:30'],
      ['13:30', '18:00'],
    ],
    fri: [['09:00', '17:00']],
  },
  holidays: ['2026-12-25'],
};
const start = '2026-11-20T15:30:00Z';
const question = { calendar, start, target: 'PT4H' };

async function answers(filter: typeof slaDue, chunks: Iterable<string | Buffer>): Promise<string[]> {
  let written = '';
  const output = new Writable({
    write(chunk, _encoding, done) {
      written += String(chunk);
      setImmediate(done);
    },
  });
  await filter(Readable.from(chunks, { objectMode: false }), output);
  expect(output.writableEnded).toBe(false);
  return written.split('\n').slice(0, -1);
}

const dueOf = (...lines: readonly unknown[]) =>
  answers(slaDue, [
    lines.map((line) => `${typeof line === 'string' ? line : JSON.stringify(line)}\n`).join(''),
  ]);

async function errorOf(line: unknown, filter = slaDue): Promise<string> {
  const [answer = ''] = await answers(filter, [typeof line === 'string' ? line : JSON.stringify(line)]);
  return JSON.parse(answer).error;
}

describe('sla due', () => {
  test('reads on behind a byte order mark', async () => {
    const line = JSON.stringify(question);
    const due = '{"due":"2026-11-23T11:30:00Z"}';
    expect(await answers(slaDue, [`\uFEFF${line}\n${line}\n`])).toEqual([due, due]);
    const bytes = Buffer.from(`\uFEFF${line}`);
    expect(await answers(slaDue, [bytes.subarray(0, 2), bytes.subarray(2)])).toEqual([due]);
  });

  test('states no deadline that has no four digits for its year', async () => {
    const always = { timeZone: 'UTC', hours: '24/7' };
    const late = { calendar: always, start: '9999-12-31T23:59:58Z', target: 'PT1S' };
    expect(await dueOf(late, { ...late, target: 'PT2S' })).toEqual([
      '{"due":"9999-12-31T23:59:59Z"}',
      '{"error":"the deadline is not in the years 0000 to 9999 and cannot be written"}',
    ]);
  });

  test('answers each line in order, wrong ones with their error', async () => {
    const hold = ['2026-11-23T09:00:00Z', '2026-11-23T10:00:00Z'];
    expect(
      await dueOf(
        { ...question, holds: [hold] },
        question,
        'nonsense',
        { ...question, start: '2026-11-20T16:30:00+01:00' },
        { ...question, holds: [hold, ['2026-11-30T00:00:00Z', null]] },
        { target: 'PT45S', start: '2026-11-20T12:00:00-03:30', calendar: { ...calendar, hours: '24/7' } },
      ),
    ).toEqual([
      '{"due":"2026-11-23T13:30:00Z"}',
      '{"due":"2026-11-23T11:30:00Z"}',
      expect.stringMatching(/^\{"error":"the line is not JSON: /),
      '{"due":"2026-11-23T11:30:00Z"}',
      '{"due":null}',
      '{"due":"2026-11-20T15:30:45Z"}',
    ]);
  });

  test('says what is wrong in a sentence', async () => {
    const wrong: readonly [object, string][] = [
      [{ target: 'PT0S' }, 'the target must be longer than zero'],
      [
        { target: 'PT1.5H' },
        'target: "PT1.5H" is not a duration such as PT4H30M, in whole hours, minutes, seconds',
      ],
      [
        { target: '-PT1H' },
        'target: "-PT1H" is not a duration such as PT4H30M, in whole hours, minutes, seconds',
      ],
      [
        { target: undefined },
        'target: nothing is not a duration such as PT4H30M, in whole hours, minutes, seconds',
      ],
      [{ target: 'PT80000H' }, 'the deadline is not reached within 10 years'],
      [
        { start: '2026-11-20T15:30:00' },
        'start: "2026-11-20T15:30:00" is not an instant such as 2026-11-20T15:30:00Z',
      ],
      [
        { start: '2026-11-20T15:30:00.5Z' },
        'start: "2026-11-20T15:30:00.5Z" is not an instant such as 2026-11-20T15:30:00Z',
      ],
      [
        { start: '2026-02-29T15:30:00Z' },
        'start: "2026-02-29T15:30:00Z" is not an instant such as 2026-11-20T15:30:00Z',
      ],
      [{ holds: [['2026-11-23T10:00:00Z', '2026-11-23T09:00:00Z']] }, 'a hold ends before its start'],
      [{ holds: [[null, null]] }, 'holds[0] start: null is not an instant such as 2026-11-20T15:30:00Z'],
      [{ holds: ['never'] }, 'holds[0]: must be [start, end]; the end may be null'],
      [{ holds: {} }, 'holds: must be a list of [start, end]'],
      [{ calendar: undefined }, 'calendar: is missing'],
      [
        { calendar: { ...calendar, timeZone: 'Mars/Olympus' } },
        'calendar.timeZone: there is no time zone "Mars/Olympus"',
      ],
      [
        {
          calendar: {
            ...calendar,
            hours: {
              mon: [
                ['09:00', '13:00'],
                ['12:00', '15:00'],
              ],
            },
          },
        },
        'calendar.hours.mon[1]: 12:00-15:00 overlaps 09:00-13:00',
      ],
      [
        { calendar: { ...calendar, hollidays: [], workday: '8' } },
        'calendar.hollidays: there is no such key as "hollidays"; calendar.workday: "8" is not a duration such as PT4H30M',
      ],
    ];
    for (const [part, sentence] of wrong) expect(await errorOf({ ...question, ...part })).toBe(sentence);
    expect(await errorOf('[1]')).toBe('the line is not a JSON object');
    expect(await errorOf('{"calendar":{"timeZone":')).toBe(
      'the line is not JSON: it ends before its object is closed',
    );
  });

  test('answers a line nested too deeply, and the next one', async () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    expect(
      await dueOf(
        `{"calendar":${deep}}`,
        `{"calendar":${JSON.stringify(calendar)},"start":${deep}}`,
        question,
      ),
    ).toEqual([
      '{"error":"the line is nested too deeply"}',
      '{"error":"the line is nested too deeply"}',
      '{"due":"2026-11-23T11:30:00Z"}',
    ]);
  });

  test('does not take one calendar for another, however the line is written', async () => {
    const berlin = JSON.stringify(calendar);
    const apia = JSON.stringify({ ...calendar, timeZone: 'Pacific/Apia' });
    const tail = `"start":"${start}","target":"PT4H"`;
    expect(
      await dueOf(
        `{"calendar":${berlin},${tail}}`,
        `{"calendar":${apia},${tail}}`,
        `{"calendar": ${berlin}, ${tail}}`,
        `  { "calendar" : ${apia} , ${tail}, "id": "}\\"{" }\r`,
        `{${tail},"calendar":${berlin}}`,
        `{"calendar":${berlin},${tail},"calendar":${apia}}`,
        `{"calendar":${berlin},${tail},}`,
      ),
    ).toEqual([
      '{"due":"2026-11-23T11:30:00Z"}',
      '{"due":"2026-11-23T01:00:00Z"}',
      '{"due":"2026-11-23T11:30:00Z"}',
      '{"due":"2026-11-23T01:00:00Z"}',
      '{"due":"2026-11-23T11:30:00Z"}',
      '{"due":"2026-11-23T01:00:00Z"}',
      expect.stringContaining('error'),
    ]);
  });

  test('an object may go on in indented lines; a broken line does not swallow the next', async () => {
    const line = JSON.stringify(question);
    const folded = JSON.stringify(question, null, 2);
    const cut = line.slice(0, 40);
    expect(await dueOf(folded, cut, line, line.replace('},"start"', '},\n   "start"'))).toEqual([
      '{"due":"2026-11-23T11:30:00Z"}',
      '{"error":"the line is not JSON: it ends before its object is closed"}',
      '{"due":"2026-11-23T11:30:00Z"}',
      '{"due":"2026-11-23T11:30:00Z"}',
    ]);
  });

  test('blank lines get no answer, the last line needs no end, and characters may be cut in two', async () => {
    const line = JSON.stringify({ ...question, id: 'Störung – 故障' });
    const bytes = Buffer.from(`\n${line}\n\r\n   \n${line}`);
    const single = Array.from(bytes, (byte) => Buffer.from([byte]));
    expect(await answers(slaDue, single)).toEqual(Array(2).fill('{"due":"2026-11-23T11:30:00Z"}'));
    expect(await answers(slaDue, [])).toEqual([]);
  });

  test('answers a line before the next one is sent', async () => {
    const input = new PassThrough();
    const output = new PassThrough();
    const done = slaDue(input, output);
    for (const target of ['PT30M', 'PT1H30M']) {
      input.write(`${JSON.stringify({ ...question, target })}\n`);
      const [answer] = await once(output, 'data');
      expect(String(answer)).toBe(`{"due":"2026-11-2${target === 'PT30M' ? '0T16' : '3T09'}:00:00Z"}\n`);
    }
    input.end();
    await done;
  });

  test('rejects when the reader goes away', async () => {
    const output = new Writable({ write: (_chunk, _encoding, done) => done(new Error('EPIPE')) });
    const line = `${JSON.stringify(question)}\n`;
    await expect(slaDue(Readable.from([line], { objectMode: false }), output)).rejects.toThrow('EPIPE');
  });
});

describe('sla working', () => {
  const span = { calendar, from: start, to: '2026-11-23T13:30:00Z' };

  test('counts the seconds, holds taken out', async () => {
    const lines = [span, { ...span, holds: [['2026-11-23T09:00:00Z', null]] }, { ...span, to: start }].map(
      (line) => `${JSON.stringify(line)}\n`,
    );
    expect(await answers(slaWorking, lines)).toEqual([
      '{"seconds":18000}',
      '{"seconds":5400}',
      '{"seconds":0}',
    ]);
  });

  test('not backwards', async () => {
    expect(await errorOf({ ...span, from: span.to, to: span.from }, slaWorking)).toBe('"from" is after "to"');
  });
});
