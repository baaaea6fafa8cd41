import type { Browser, Locator, Page } from 'playwright-core';

/** Somebody at the local chat's page, who finds things by what they are called on screen. */
export type Visitor = ReturnType<typeof visit>;

/** Opens the page; `faults` collects what the browser itself complains of. */
export async function openPage(browser: Browser, url: string) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  page.setDefaultTimeout(15_000);
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text());
  });
  await page.goto(url);
  await page.locator('#side .me').waitFor();
  return { visitor: visit(page), faults };
}

function visit(page: Page) {
  const main = page.locator('#main');
  return {
    page,
    /** Messages of the conversation that is open, oldest first. */
    messages: main.locator('article'),
    form: page.locator('#form'),

    async says(text: string): Promise<void> {
      const line = main.getByRole('textbox');
      await line.fill(text);
      await line.press('Enter');
    },

    /** Writes a message with a file and sends it. */
    async sends(text: string, file: { name: string; mimeType: string; buffer: Buffer }): Promise<void> {
      await main.locator('input[type=file]').setInputFiles(file);
      await main.locator('.chosen').getByText(file.name).waitFor();
      await main.getByRole('textbox').fill(text);
      await main.getByRole('button', { name: 'Send' }).click();
    },

    /** Becomes the first person in the list whose name or roles hold the words. */
    async becomes(words: string): Promise<void> {
      await page.locator('#side .me').click();
      await page.locator('#people .person').filter({ hasText: words }).first().click();
      await page.locator('#side .me').filter({ hasText: words }).waitFor();
    },

    goesTo(name: string): Promise<void> {
      return page.locator('#side .room').filter({ hasText: name }).click();
    },

    async clicks(label: string, within: Locator): Promise<void> {
      await within.getByRole('button', { name: label, exact: true }).click();
    },

    /** Moves the desk's clock and waits until the page shows it. */
    async movesClock(step: '+15 min' | '+1 hour' | 'Next morning'): Promise<void> {
      const moved = page.waitForResponse((response) => response.url().endsWith('/clock'));
      await page.locator('#side').getByRole('button', { name: step }).click();
      await (await moved).finished();
    },
  };
}
