import { createHash, createPublicKey, type KeyObject, verify } from 'node:crypto';
import { type InnerList, parseDictionary, serializeInnerList } from 'structured-headers';

/** A request as its signature is about it; names of headers in lower case. */
export type SignedRequest = Readonly<{
  method: string;
  /** As the sender knows it, with query. */
  url: string;
  headers: Readonly<Record<string, string>>;
  body: string;
}>;

/** How far the time of a signature may be from that of its arrival. */
const WINDOW_MS = 5 * 60 * 1000;

/**
 * What keeps the signature of a request (RFC 9421) from being one of just this request, made now; undefined when nothing
 * does. Method, address, time and, by its digest (RFC 9530), the body have to be covered.
 */
export function signatureFlaw(request: SignedRequest, privateKey: string, nowMs: number): string | undefined {
  const found = presented(request);
  if (typeof found === 'string') return found;
  const { list, signature } = found;
  const [items, parameters] = list;
  const covered = items.map(([name]) => String(name));
  const missing = uncovered(request, covered);
  if (missing !== undefined) return `the signature does not cover ${missing}`;
  const created = parameters.get('created');
  if (typeof created !== 'number') return 'the signature does not say when it was made';
  if (Math.abs(nowMs - created * 1000) > WINDOW_MS) return 'the signature was made at another time';
  const { 'content-digest': digest = '' } = request.headers;
  if (covered.includes('content-digest') && !digest.includes(digestOf(request.body))) {
    return 'the digest is not that of the body';
  }
  const base = [
    ...covered.map((name) => `"${name}": ${componentOf(request, name)}`),
    `"@signature-params": ${serializeInnerList(list)}`,
  ].join('\n');
  return verify(null, Buffer.from(base), publicHalf(privateKey), signature)
    ? undefined
    : 'the signature is not one of this request by the key that was given';
}

function presented({
  headers,
}: SignedRequest): Readonly<{ list: InnerList; signature: Uint8Array<ArrayBuffer> }> | string {
  const { 'signature-input': input, signature } = headers;
  if (input === undefined || signature === undefined) return 'there is no signature';
  try {
    const [first] = [...parseDictionary(input)];
    if (!first) return 'there is no signature';
    const [label, [items, parameters]] = first;
    const [bytes] = parseDictionary(signature).get(label) ?? [];
    if (!Array.isArray(items) || !(bytes instanceof ArrayBuffer)) return 'the signature cannot be read';
    return { list: [items, parameters], signature: new Uint8Array(bytes) };
  } catch {
    // What is no structured field (RFC 9651) is no signature that anybody could verify.
    return 'the signature cannot be read';
  }
}

function uncovered({ url, body }: SignedRequest, covered: readonly string[]): string | undefined {
  const covers = (...names: readonly string[]) => names.every((name) => covered.includes(name));
  if (!covers('@method')) return 'the method';
  const query = new URL(url).search === '' ? [] : ['@query'];
  if (!covers('@target-uri') && !covers('@authority', '@path', ...query)) return 'the address';
  return body === '' || covers('content-digest') ? undefined : 'the body';
}

/** A component of RFC 9421, section 2; a header as it stands. */
function componentOf({ method, url, headers }: SignedRequest, name: string): string {
  const { host, pathname, search, protocol } = new URL(url);
  switch (name) {
    case '@method':
      return method;
    case '@target-uri':
      return url;
    case '@authority':
      return host;
    case '@scheme':
      return protocol.slice(0, -1);
    case '@path':
      return pathname;
    case '@query':
      return search === '' ? '?' : search;
    case '@request-target':
      return pathname + search;
    default:
      return (headers[name] ?? '').trim();
  }
}

function digestOf(body: string): string {
  return `sha-256=:${createHash('sha256').update(body).digest('base64')}:`;
}

function publicHalf(privateKey: string): KeyObject {
  return createPublicKey(privateKey);
}
