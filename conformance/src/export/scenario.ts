import type { Call, Evidence, Finding } from '../verdict.ts';
import { sliceOf } from './slice.ts';

/** What a scenario is made from: which requirement broke, and what was asked of the subject on the way. */
export type Counterexample = Readonly<{
  requirement: string;
  title: string;
  finding: Finding;
  evidence: Evidence;
}>;

/** The vocabulary of the scenarios has a shop per environment. */
const SHOPS: Readonly<Record<string, string>> = {
  sandbox: 'the staging shop',
  testing: 'the testing shop',
  production: 'the live shop',
};

const CURRENCIES = ['EUR', 'USD', 'JPY', 'KWD'];

/** What is known while the calls are gone through. */
type Story = Readonly<{ shop: string | undefined; opened: ReadonlySet<string>; capture: string }>;

type Told = Readonly<{ story: Story; lines: readonly string[] }>;

/**
 * A counterexample as a Gherkin scenario, in the steps of `scenarios/`. What no step can say yet stands there as a comment,
 * so that nothing is left out unseen. Calls that observe are not told: a scenario looks at the provider. What was about
 * other payments than the one that went wrong is left out, and counted.
 */
export function scenarioOf({ requirement, title, finding, evidence }: Counterexample): string {
  const { exchanges } = evidence;
  // Whether shops and environments are kept apart only shows where there are others.
  const { calls, leftOut } = requirement.startsWith('CRE-') ? { calls: evidence.calls, leftOut: 0 } : sliceOf(evidence);
  const begin: Story = { shop: undefined, opened: new Set(), capture: captureOf(calls) };
  const { lines } = calls.reduce<Told>(
    (told, call) => {
      const next = tell(call, told.story);
      return { story: next.story, lines: [...told.lines, ...next.lines] };
    },
    { story: begin, lines: [] },
  );
  const crossed = exchanges.filter(({ crossing }) => crossing).map(({ environment }) => environment);
  return [
    `Feature: ${requirement} ${inLine(title)}`,
    '',
    `  Scenario: ${inLine(title)}`,
    ...lines.map((line) => `    ${line}`),
    ...(leftOut === 0 ? [] : [`    # ${leftOut} calls about other payments are left out; replaying runs them all.`]),
    ...found(finding).map((line) => `    # ${line}`),
    ...(crossed.length === 0
      ? []
      : [
          `    # Something crossed into ${[...new Set(crossed)].join(', ')}: that fails a scenario without a step for it.`,
        ]),
    '',
  ].join('\n');
}

function found(finding: Finding): readonly string[] {
  switch (finding.kind) {
    case 'failed':
      return [`expected: ${inLine(finding.expected)}`, `observed: ${inLine(finding.observed)}`];
    case 'untestable':
    case 'not_applicable':
      return [`${finding.kind.replace('_', ' ')}: ${inLine(finding.reason)}`];
    case 'passed':
      return [];
  }
}

function tell({ request, reply }: Call, story: Story): Told {
  const [method = ''] = request.split(' ', 1);
  const shop = story.shop ?? SHOPS.sandbox;
  const said = (...lines: readonly string[]): Told => ({ story, lines });
  switch (method) {
    case 'configure':
      return configured(request, story);
    case 'setEnvironment':
      return opened(textOf(request, 'environment'), story);
    case 'createPayment': {
      const currency = textOf(request, 'currency') ?? 'EUR';
      const known = CURRENCIES.includes(currency) ? currency : 'EUR';
      const order = `When a customer of ${shop} orders a touchstone in ${known}`;
      if (/"kind":"redirect"/.test(request) && outcomeOf(reply) === 'action_required') return said(order);
      return said(order, `And the customer pays with ${cardBy(reply)}`);
    }
    case 'completeReturn':
      return said(`And the customer pays with ${cardBy(reply)}`);
    case 'capture': {
      const part = /"minor"/.test(request) ? ['# only a part of it, which no step says yet'] : [];
      return said(`When the sales person of ${shop} captures the payment`, ...part);
    }
    case 'syncPayment':
      return said('And the customer asks the shop to look again');
    case 'history':
      return said(`When the sales person of ${shop} looks at the payment history`);
    case 'getPayment':
    case 'listUnresolved':
    case 'listMethods':
    case 'settle':
      return said();
    default:
      return said(`# no step says this yet: ${method}, answered with ${outcomeOf(reply)}`);
  }
}

function configured(request: string, story: Story): Told {
  const environments = [...request.matchAll(/"([a-z][a-z0-9-]*)":\{"mode"/g)].map(([, name = '']) => name);
  const active = textOf(request, 'active');
  if (active === undefined || !(active in SHOPS)) {
    return { story, lines: [`# no step says this yet: a shop is set up for the environment ${active ?? 'null'}`] };
  }
  const others = environments.filter((name) => name !== active && name in SHOPS && !story.opened.has(name));
  const { story: next, lines } = opened(active, story);
  return { story: next, lines: [...others.map((name) => `Given the seller has an API key for ${name}`), ...lines] };
}

/** What is one shop that moves there are two of here, each in its environment. */
function opened(environment: string | undefined, story: Story): Told {
  const shop = SHOPS[environment ?? ''];
  if (environment === undefined || shop === undefined) {
    return { story, lines: [`# no step says this yet: the shop is moved to ${environment ?? 'nowhere'}`] };
  }
  const moved =
    story.shop === undefined || story.shop === shop ? [] : ['# one shop that moves, there; two shops, here'];
  const lines = story.opened.has(environment)
    ? moved
    : [...moved, `Given ${shop} takes card payments, ${story.capture}`];
  return { story: { ...story, shop, opened: new Set([...story.opened, environment]) }, lines };
}

/** When the first payment is captured: shops of the scenarios have one way for all. */
function captureOf(calls: readonly Call[]): string {
  const first = calls.find(({ request }) => request.startsWith('createPayment '));
  return first && /"capture":"now"/.test(first.request) ? 'captured at once' : 'captured later';
}

function cardBy(reply: string): string {
  return outcomeOf(reply) === 'declined' ? 'a declined card' : 'a good card';
}

function outcomeOf(reply: string): string {
  return textOf(reply, 'outcome') ?? 'an error';
}

/** A member by its name, also in a text that has been cut off. */
function textOf(json: string, member: string): string | undefined {
  return new RegExp(`"${member}":"([^"]*)"`).exec(json)?.[1];
}

function inLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
