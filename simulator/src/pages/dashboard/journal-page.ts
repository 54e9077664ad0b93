import type { World } from '../../operations/world.ts';
import type { JournaledArrival, JournalMessage, JournalQuery, NumberedEntry } from '../../store/journal.ts';
import { type Html, html } from '../html.ts';
import type { DashboardPage } from './frame.ts';
import { exchangeText, journalTable, wayOf } from './journal-table.ts';
import { address, askedIn, badge, choice, code, facts, field, idLink, older, section, when } from './parts.ts';
import { placedEnvironment, placedEnvironments } from './places.ts';
import { type Sequence, sequenceOf } from './sequence.ts';
import { drawing } from './sequence-drawing.ts';
import { inWords } from './words.ts';

const PAGE_LENGTH = 50;
const FILTERS = ['environment', 'merchant', 'payment', 'direction', 'crossing', 'path', 'status'] as const;

/** The filter that an address holds; what cannot be understood of it is named, and filters nothing. */
export type JournalFilter = Readonly<{
  query: Omit<JournalQuery, 'limit'>;
  given: Readonly<Partial<Record<(typeof FILTERS)[number], string>>>;
  mistaken: readonly string[];
}>;

/** Reads the filter of the journal. */
export function readFilter(world: World, asked: URLSearchParams): JournalFilter {
  const mistaken: string[] = [];
  const texts = FILTERS.flatMap((name) => {
    const text = askedIn(asked, name);
    if (text === '' && asked.get(name)?.trim()) mistaken.push(name);
    return text === '' ? [] : [[name, text] as const];
  });
  const given: JournalFilter['given'] = Object.fromEntries(texts);
  const { environment, merchant, payment, direction, crossing, path, status } = given;
  if (environment !== undefined && placedEnvironment(world, environment) === undefined) mistaken.push('environment');
  if (status !== undefined && !/^[1-5]\d\d$/.test(status)) mistaken.push('status');
  return {
    given,
    mistaken,
    query: {
      ...(environment === undefined || mistaken.includes('environment') ? {} : { environment }),
      ...(merchant === undefined ? {} : { merchantId: merchant }),
      ...(payment === undefined ? {} : { paymentId: payment }),
      ...(direction === 'incoming' || direction === 'outgoing' ? { direction } : {}),
      ...(crossing === 'true' ? { crossing: true } : {}),
      ...(path === undefined ? {} : { path }),
      ...(status === undefined || mistaken.includes('status') ? {} : { status: Number(status) }),
    },
  };
}

/** The journal, the newest first; the latest page goes on by itself where scripts are allowed. */
export async function journalPage(world: World, asked: URLSearchParams): Promise<DashboardPage> {
  const { query, given, mistaken } = readFilter(world, asked);
  const before = numberIn(asked.get('before') ?? '');
  const found = await world.store.readJournal({
    ...query,
    order: 'newest_first',
    ...(before === undefined ? {} : { before }),
    limit: PAGE_LENGTH + 1,
  });
  const shown = found.slice(0, PAGE_LENGTH);
  const isLatest = before === undefined;
  const environment = placedEnvironment(world, query.environment);
  const after = String(shown[0]?.number ?? 0);
  return {
    title: 'Journal',
    place: 'Journal',
    ...(environment === undefined ? {} : { environment }),
    ...(isLatest ? { live: true as const } : {}),
    content: html`<h1>Journal</h1>
      <p class="lead">Every exchange on every listener, and every attempt at a notification: masked, and whole otherwise.</p>
      ${
        mistaken.length === 0
          ? null
          : html`<div class="notice refused" role="alert"><p>Not understood, and left out: ${mistaken.join(', ')}.</p></div>`
      }
      <form method="get" class="filter">
        ${choice('environment', 'Environment', ['', ...placedEnvironments(world).map(({ name }) => name)], given.environment)}
        ${choice('direction', 'Way', ['', 'incoming', 'outgoing'], given.direction)}
        ${field('path', 'Path begins with', given.path, { placeholder: '/v1/payments', maxlength: 200 })}
        ${field('status', 'Status', given.status, { inputmode: 'numeric', maxlength: 3, class: 'short' })}
        ${field('merchant', 'Merchant account', given.merchant, { placeholder: 'mer_…', maxlength: 64 })}
        ${field('payment', 'Payment', given.payment, { placeholder: 'pay_…', maxlength: 64 })}
        <label class="check">
          <input type="checkbox" name="crossing" value="true" checked=${given.crossing === 'true'} /> Crossings only
        </label>
        <button type="submit" class="secondary">Filter</button>
      </form>
      ${
        isLatest
          ? html`<div class="follow" data-stream=${address('/dashboard/journal/stream', { ...given, after })}>
              <button type="button" class="secondary outline" hidden data-pause>Pause</button>
              <span role="status" data-state>Load the page again to see what is new.</span>
              <span data-count></span>
            </div>`
          : html`<p><a href=${address('/dashboard/journal', given)}>Back to the latest</a></p>`
      }
      <div data-entries>${journalTable(world, shown)}</div>
      ${
        found.length > PAGE_LENGTH
          ? older('/dashboard/journal', { ...given, before: String(shown.at(-1)?.number ?? '') })
          : null
      }`,
  };
}

/** The entry of a number, if there is one. */
export async function findEntry(world: World, text: string): Promise<NumberedEntry | undefined> {
  const number = numberIn(text);
  if (number === undefined || number === 0) return undefined;
  const [found] = await world.store.readJournal({ after: number - 1, limit: 1 });
  return found?.number === number ? found : undefined;
}

/** One exchange by itself as a sequence. */
export function entrySequence(entry: NumberedEntry): Sequence {
  return sequenceOf({ entries: [entry], events: [] });
}

/** One exchange, as it was masked when it was kept. */
export function entryPage(world: World, entry: NumberedEntry): DashboardPage {
  const { number, environment: name, credential, fault, delivery } = entry;
  const environment = placedEnvironment(world, name);
  // With a certificate of elsewhere, the credential itself may be at home.
  const crossed = credential?.environment === name ? undefined : credential?.environment;
  return {
    title: `Entry ${number}`,
    place: 'Journal',
    ...(environment === undefined ? {} : { environment }),
    content: html`<div class="headline"><h1>${exchangeText(entry)}</h1></div>
      ${
        entry.crossing
          ? html`<div class="notice refused" role="note">
              <p><strong>Crossing:</strong> a credential of ${crossed ?? 'another environment'} was used in ${name}.</p>
            </div>`
          : null
      }
      ${facts([
        ['Entry', String(number)],
        ['When', when(entry.at)],
        ['Way', wayOf(entry)],
        ['Came', entry.arrival === undefined ? undefined : arrivalText(entry.arrival)],
        ['What became of it', entry.connection?.why],
        ['Dialect', entry.dialect],
        ['Operation', entry.operation === undefined ? undefined : code(entry.operation)],
        ['Merchant account', entry.merchantId === undefined ? undefined : idLink('merchants', entry.merchantId)],
        ['Payment', entry.paymentId === undefined ? undefined : idLink('payments', entry.paymentId)],
        ['Delivery', delivery === undefined ? undefined : idLink('deliveries', delivery.deliveryId)],
        ['Credential', credential === undefined ? undefined : code(credential.fingerprint)],
        ['Refusal', entry.refusal === undefined ? undefined : inWords(entry.refusal)],
        ['Made to go wrong', fault === undefined ? undefined : `${inWords(fault.kind)}; effect: ${fault.effect}`],
        ['Request id', code(entry.requestId)],
        ['Took', `${entry.durationMs} ms`],
      ])}
      ${section(
        'sequence',
        'Who asked whom',
        html`<div class="scroll drawing" role="region" aria-label="Sequence diagram" tabindex="0">
          ${drawing(entrySequence(entry), `${exchangeText(entry)}, as a sequence`)}
        </div>`,
        html`<a href=${`/dashboard/journal/${number}/sequence.svg`} download>SVG</a>
          <a href=${`/dashboard/journal/${number}/sequence.mmd`} download>Mermaid</a>`,
      )}
      ${section('request', 'Request', messagePart(entry.request))} ${section('response', 'Answer', messagePart(entry.response))}`,
  };
}

function arrivalText({ through, tls }: JournaledArrival): string {
  const how = through === 'proxy' ? 'through the proxy' : 'straight to the port';
  return tls === undefined
    ? how
    : `${how}, ${tls.protocol}${tls.certificate === undefined ? '' : ', with a certificate'}`;
}

function messagePart({ method, path, status, headers, body, truncated }: JournalMessage): Html {
  const line = [method, path, status].filter((part) => part !== undefined).join(' ');
  return html`<pre tabindex="0"><code>${[
    line === '' ? 'nothing' : line,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    ...(body === undefined ? [] : ['', typeof body === 'string' ? body : JSON.stringify(body, null, 2)]),
  ].join('\n')}</code></pre>
  ${truncated === true ? badge('not whole', 'waiting') : null}`;
}

function numberIn(text: string): number | undefined {
  return /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}
