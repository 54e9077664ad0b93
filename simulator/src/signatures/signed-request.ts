import { type InnerList, parseDictionary, serializeInnerList } from 'structured-headers';

/** A request as its signature is about it. `headers` are in lower case, `secure` says whether it came by HTTPS. */
export type SignedRequest = Readonly<{
  method: string;
  secure: boolean;
  /** Path and query as they arrived. */
  target: string;
  headers: Readonly<Record<string, string>>;
  body: Uint8Array;
}>;

/** A signature of RFC 9421 as it stands in the headers, with the text that it is to be a signature of. */
export type PresentedSignature = Readonly<{
  keyId: string;
  /** The algorithm that it says of itself; the key decides. */
  algorithm: string | undefined;
  /** Seconds since 1970. */
  created: number;
  expires: number | undefined;
  nonce: string | undefined;
  /** What it covers, in its order. */
  components: readonly string[];
  base: string;
  signature: Uint8Array;
}>;

/** What the headers hold in place of a signature that can be judged. */
export type NoSignature = Readonly<{ kind: 'missing' | 'malformed'; why: string }>;

// More than any honest signature covers, and any nonce has.
const COMPONENTS_MAX = 30;
const NONCE_LENGTH_MAX = 200;

/**
 * Reads the one signature of a request (RFC 9421 section 4). It has to name its key and say when it was made; components with parameters (section 2.1) are not understood here, and refused.
 */
export function presentedSignature(request: SignedRequest): PresentedSignature | NoSignature {
  const { 'signature-input': input, signature } = request.headers;
  if (input === undefined || signature === undefined) {
    return { kind: 'missing', why: 'Signature-Input and Signature are wanted (RFC 9421).' };
  }
  const inputs = dictionary(input);
  const signatures = dictionary(signature);
  if (inputs === undefined || signatures === undefined) return malformed('the headers are no dictionaries (RFC 9651)');
  const [label, ...others] = [...inputs.keys()];
  if (label === undefined || others.length > 0) return malformed('exactly one signature is wanted');
  const member = inputs.get(label);
  const [bytes] = signatures.get(label) ?? [];
  if (member === undefined || !isInnerList(member)) return malformed('what is covered is no list');
  if (!(bytes instanceof ArrayBuffer)) return malformed(`Signature has no bytes for ${label}`);
  const [items, parameters] = member;
  const components: string[] = [];
  for (const [name, more] of items) {
    if (typeof name !== 'string' || more.size > 0) return malformed('components with parameters are not understood');
    components.push(name);
  }
  if (components.length > COMPONENTS_MAX || new Set(components).size < components.length) {
    return malformed('a component is covered twice, or there are too many');
  }
  const keyId = parameters.get('keyid');
  const created = seconds(parameters.get('created'));
  const nonce = parameters.get('nonce');
  const algorithm = parameters.get('alg');
  const expires = parameters.has('expires') ? seconds(parameters.get('expires')) : undefined;
  if (typeof keyId !== 'string' || created === undefined) return malformed('keyid and created are wanted');
  if (parameters.has('nonce') && (typeof nonce !== 'string' || nonce.length > NONCE_LENGTH_MAX)) {
    return malformed(`a nonce is a text of at most ${NONCE_LENGTH_MAX} characters`);
  }
  if (parameters.has('expires') && expires === undefined) return malformed('expires is no time');
  const lines: string[] = [];
  for (const name of components) {
    const value = componentOf(request, name);
    if (value === undefined) return malformed(`the request has no ${name}`);
    lines.push(`"${name}": ${value}`);
  }
  return {
    keyId,
    algorithm: typeof algorithm === 'string' ? algorithm : undefined,
    created,
    expires,
    nonce: typeof nonce === 'string' && nonce !== '' ? nonce : undefined,
    components,
    base: [...lines, `"@signature-params": ${serializeInnerList(member)}`].join('\n'),
    signature: new Uint8Array(bytes),
  };
}

/** The host that is asked, as RFC 9421 section 2.2.3 has it: in lower case, without the port that goes without saying. */
function authorityOf({ headers, secure }: SignedRequest): string {
  return (headers.host ?? '').toLowerCase().replace(secure ? /:443$/ : /:80$/, '');
}

function componentOf(request: SignedRequest, name: string): string | undefined {
  const { method, target, secure, headers } = request;
  const scheme = secure ? 'https' : 'http';
  const queryAt = target.indexOf('?');
  switch (name) {
    case '@method':
      return method;
    case '@target-uri':
      return `${scheme}://${authorityOf(request)}${target}`;
    case '@authority':
      return authorityOf(request);
    case '@scheme':
      return scheme;
    case '@request-target':
      return target;
    case '@path':
      return queryAt === -1 ? target : target.slice(0, queryAt);
    case '@query':
      return queryAt === -1 ? '?' : target.slice(queryAt);
    default:
      return name.startsWith('@') ? undefined : headers[name]?.trim();
  }
}

function dictionary(text: string) {
  try {
    return parseDictionary(text);
  } catch {
    // Where it goes wrong is told in characters of the grammar, which help nobody who has set a header by hand.
    return undefined;
  }
}

function isInnerList(member: InnerList | readonly [unknown, unknown]): member is InnerList {
  return Array.isArray(member[0]);
}

function seconds(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
}

function malformed(why: string): NoSignature {
  return { kind: 'malformed', why: `The signature cannot be read: ${why}.` };
}
