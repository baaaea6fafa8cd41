import { expect } from 'vitest';
import { story } from '../support/story.ts';

story('a question in Chinese about an error code gets the English article that names it', async (desk) => {
  const emma = desk.who('emma');
  await emma.says('网络 VPN error 619 怎么办');
  const answer = await emma.reads(/VPN error 619/);
  expect(answer.text).toContain('Restart the router.');
  expect(answer.text).toMatch(/This should help[^无]*VPN error 619/);
});
