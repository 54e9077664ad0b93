import { STATUS_CODES } from 'node:http';
import type { NumberedEntry } from '../../store/journal.ts';
import type { Party } from './sequence.ts';
import type { Line, Mood } from './sequence-events.ts';
import { inWords } from './words.ts';

/** Whether an exchange can have changed a payment: a question never does, nor does what was refused or had no effect. */
export function isCause({ delivery, request, response, fault }: NumberedEntry): boolean {
  if (delivery !== undefined || request.method === undefined || request.method === 'GET' || request.method === 'HEAD')
    return false;
  return fault === undefined ? (response.status ?? 0) < 400 : fault.effect === 'committed';
}

/** How an exchange begins. */
export function questionOf(entry: NumberedEntry): readonly Line[] {
  const { delivery, connection } = entry;
  if (connection !== undefined) return [{ kind: 'note', text: `${inWords(connection.event)}: ${connection.why}` }];
  if (delivery !== undefined && delivery.attempt === undefined) {
    const why = delivery.disorder === undefined ? 'not sent' : inWords(delivery.disorder);
    return [{ kind: 'note', text: `${delivery.type}: ${why}` }];
  }
  return [{ kind: 'message', ...parties(entry), text: asked(entry), is: 'question', ...common(entry) }];
}

/** How it ends. */
export function answerOf(entry: NumberedEntry): readonly Line[] {
  const { delivery, connection, response } = entry;
  if (connection !== undefined || (delivery !== undefined && delivery.attempt === undefined)) return [];
  const { from, to } = parties(entry);
  const is = response.status === undefined ? 'lost' : 'answer';
  const answer: Line = { kind: 'message', from: to, to: from, text: answered(entry), is, ...common(entry) };
  return [answer, ...wayBack(entry)];
}

function parties({ delivery, origin, request }: NumberedEntry): Readonly<{ from: Party; to: Party }> {
  if (delivery !== undefined) return { from: 'provider', to: 'shop' };
  if (origin === 'console') return { from: 'console', to: 'provider' };
  return { from: isPage(request.path) ? 'customer' : 'shop', to: 'provider' };
}

/** The addresses of the customer's pages. */
function isPage(path: string | undefined): boolean {
  return /^(\/pages)?\/pay\//.test(path ?? '');
}

function asked({ delivery, origin, operation, request }: NumberedEntry): string {
  if (delivery !== undefined) {
    const { type, attempt = 1, disorder } = delivery;
    const again = attempt > 1 ? `, attempt\u00a0${attempt}` : '';
    return `${type}${again}${disorder === undefined ? '' : ` ⚡ ${inWords(disorder)}`}`;
  }
  if (origin === 'console') return sentence(operation ?? 'on the console').replace(/ on console$/, '');
  return `${request.method ?? '?'} ${shortPath(request.path ?? '')}`;
}

function answered({ delivery, response, refusal, fault, crossing }: NumberedEntry): string {
  const { status, body } = response;
  const parts =
    status === undefined
      ? [delivery?.unanswered === undefined ? 'no answer' : `no answer: ${inWords(delivery.unanswered)}`]
      : [`${status} ${STATUS_CODES[status] ?? ''}`.trim()];
  if (crossing) parts.push('crossing');
  else if (refusal !== undefined) parts.push(inWords(refusal));
  else if (typeof body === 'object' && body !== null && 'status' in body && typeof body.status === 'string') {
    parts.push(inWords(body.status));
  }
  const trouble = fault === undefined ? '' : ` ⚡ ${inWords(fault.kind)}, effect ${fault.effect}`;
  return parts.join(' · ') + trouble;
}

function common({
  number,
  crossing,
  fault,
  delivery,
  response,
}: NumberedEntry): Readonly<{ mood: Mood; entry: number }> {
  if (crossing) return { mood: 'crossing', entry: number };
  if (fault !== undefined || delivery?.disorder !== undefined) return { mood: 'fault', entry: number };
  const refused = response.status === undefined || response.status >= 400;
  return { mood: refused ? 'refused' : 'plain', entry: number };
}

/** A page that sends the browser to another address sends it back to the shop: to all that is known of the shop here. */
function wayBack({ number, request, response }: NumberedEntry): readonly Line[] {
  const isAway = isPage(request.path) && /^https?:\/\//.test(response.headers.location ?? '');
  if (!isAway) return [];
  const text = 'is sent back to the shop';
  return [{ kind: 'message', from: 'customer', to: 'shop', text, is: 'question', mood: 'plain', entry: number }];
}

/** Which id it is matters less here than what is asked about it. */
function shortPath(path: string): string {
  const [bare = '', query] = path.split('?', 2);
  const short = bare
    .split('/')
    .map((part) => (part.length > 16 ? `${/^[a-z]{2,5}_/.exec(part)?.[0] ?? ''}…` : part))
    .join('/');
  return query === undefined ? short : `${short}?…`;
}

function sentence(operation: string): string {
  return operation.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
