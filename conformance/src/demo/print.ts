import picocolors from 'picocolors';
import type { JournalEntry } from '../bench/control.ts';
import type { Narrator } from './walkthrough.ts';
import { type DemoShop, type DemoWorld, type ReadyShop, SHOPS } from './world.ts';

const { bold, cyan, dim, green, red, yellow } = picocolors;

/** Tells the walkthrough on standard output. */
export const narrator: Narrator = {
  step: (title) => console.log(`\n${bold(title)}`),
  say: (sentence) => console.log(`   ${sentence}`),
  exchange: (entry) => console.log(`   ${exchangeLine(entry)}`),
};

/** One exchange in one line: where, what was asked, what was answered; a crossing in red. */
export function exchangeLine({ environment, request, response, crossing, refusal }: JournalEntry): string {
  const status = response.status ?? 0;
  const path = (request.path ?? '').replace(/^\/pay\/[^/]+/, '/pay/…');
  const asked = `${environment.padEnd(10)}  ${request.method ?? '?'} ${path}`;
  const answered = `${status}${refusal === undefined ? '' : ` ${refusal.replaceAll('_', ' ')}`}`;
  const line = `⇄ ${asked}  →  ${answered}`;
  if (crossing) return red(`${line}  CROSSING`);
  return status >= 400 ? yellow(line) : cyan(line);
}

/** What to open, how to sign in, and what to try first. */
export function welcome(world: DemoWorld, ready: ReadonlyMap<DemoShop, ReadyShop>): string {
  const lines = ['', bold('Assay is running.'), ''];
  for (const shop of SHOPS) {
    const { url } = world.shop(shop.environment);
    const accounts = ready.get(shop);
    if (accounts === undefined) continue;
    const colour = shop.mode === 'live' ? red : green;
    lines.push(
      `${colour(bold(shop.name.padEnd(13)))} ${url}    ${dim(`environment ${shop.environment}, mode ${shop.mode}`)}`,
      `  back office  ${url}/admin`,
      `  sign in      ${accounts.administrator.email}  ${accounts.administrator.password}`,
      `               ${accounts.sales.email}  ${accounts.sales.password}`,
      '',
    );
  }
  lines.push(
    `${bold('simulator'.padEnd(13))} ${world.simulator.controlUrl}/dashboard    ${dim('what happens at the provider')}`,
    `  sign in      ${world.simulator.token}`,
    `  control API  ${world.simulator.controlUrl}    ${dim('the same token')}`,
    ...world.simulator.environments.map(
      ({ name, mode, url }) => `  ${name.padEnd(12)} ${url}    ${dim(`mode ${mode}`)}`,
    ),
    '',
    bold('Try first'),
    '  1. Buy something in the staging shop. Test card: 4242 4242 4242 4242, any date ahead, any code.',
    '     Declined: 4000 0000 0000 0002. Asks for confirmation: 4000 0000 0000 3220.',
    '     At the checkout, choose among a card, Stripe, PayPal and Payflow: each has its page.',
    '  2. Sign in to its back office as the sales person, open the order and capture the payment.',
    '  3. Try the test card in the live shop: declined. There, 4001 0200 0000 0017 pays.',
    '  4. Open the payment in the dashboard: who asked whom, and what the provider could have done instead.',
    '  5. npm start -- --walkthrough does all of it by itself and shows what goes over the wire.',
    '',
    dim('Ctrl-C stops everything; nothing is kept.'),
  );
  return lines.join('\n');
}
