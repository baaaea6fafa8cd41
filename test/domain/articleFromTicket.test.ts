import { expect, it } from 'vitest';
import { articleFromTicket } from '../../src/domain/articleFromTicket.ts';

const HEADINGS = { symptoms: 'Symptoms', cause: 'Cause', steps: 'Steps' };

it('says what was seen, why, and what helped, in that order', () => {
  const { title, body, taken } = articleFromTicket(
    {
      title: 'VPN of Emma\ndrops',
      description: 'It drops every hour. I am at 10.1.2.3.',
      said: [
        { by: 'agent', text: 'Hi Emma! Which client do you use?' },
        { by: 'requester', text: 'Version 4.' },
        { by: 'note', text: 'The gateway log is full. The cause is the old client (see INC-7).' },
        { by: 'agent', text: '- Quit the client\n- Install version 5' },
      ],
      resolution: 'Install version 5\nRestart the laptop. Thanks, Ana\nAsk Lea Roth for the licence',
      names: ['Emma Stone', 'Ana'],
      others: ['Lea Roth'],
    },
    HEADINGS,
  );
  expect(title).toBe('VPN of [name] drops');
  expect(body).toBe(
    [
      '## Symptoms\n\nIt drops every hour. I am at [IP address].',
      '## Cause\n\nThe cause is the old client (see [ticket]).',
      '## Steps\n\n1. Quit the client\n2. Install version 5\n3. Restart the laptop.\n4. Ask [name] for the licence',
    ].join('\n\n'),
  );
  expect(taken.map(({ kind, what }) => `${kind} ${what}`)).toEqual([
    'name Emma',
    'ip 10.1.2.3',
    'ticket INC-7',
    'name Ana',
    'name Lea Roth',
  ]);
});

it('leaves out what nobody said, and reads Chinese sentences', () => {
  const { body } = articleFromTicket(
    {
      title: '断线',
      description: '',
      said: [],
      resolution: '重启路由器。因为固件太旧。再连接一次。',
      names: [],
      others: [],
    },
    { symptoms: '现象', cause: '原因', steps: '步骤' },
  );
  expect(body).toBe('## 原因\n\n因为固件太旧。\n\n## 步骤\n\n1. 重启路由器。\n2. 再连接一次。');
});
