import type { ServiceAddress } from './address.ts';
import { type Link, type LinkListener, MESSAGE_CHARACTERS_MAX } from './link.ts';

/** Speaks to a subject that is running already: every request is posted, and the reply is the body of the answer. */
export function connectService({ url }: ServiceAddress, listener: LinkListener): Link {
  const cut = new AbortController();
  const post = async (request: string): Promise<void> => {
    try {
      const answer = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'application/json' },
        body: request,
        // What is asked of the subject goes to the address that was given, and to no other.
        redirect: 'manual',
        signal: cut.signal,
      });
      const text = await bodyOf(answer);
      if (text === undefined) {
        listener.onFault('broke_protocol', `an answer of more than ${MESSAGE_CHARACTERS_MAX} bytes`);
      } else if (answer.status !== 200) {
        const expected = 'every reply comes with status 200, also one that is an error';
        listener.onFault(
          'broke_protocol',
          `an answer with status ${answer.status}: ${expected}\n${text.slice(0, 300)}`,
        );
      } else listener.onMessage(text);
    } catch (error) {
      if (cut.signal.aborted) return;
      listener.onFault('crashed', `the subject does not answer at ${url}: ${reasonOf(error)}`);
    }
  };
  return {
    send: (request) => void post(request),
    log: () => '',
    gone: Promise.resolve(),
    cut: () => cut.abort(),
  };
}

/** The whole body, or undefined when it is too long to be one. */
async function bodyOf({ body }: Response): Promise<string | undefined> {
  if (!body) return '';
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    bytes += value.byteLength;
    if (bytes > MESSAGE_CHARACTERS_MAX) {
      await reader.cancel();
      return undefined;
    }
    text += decoder.decode(value, { stream: true });
  }
}

/** Fetch hides why in the cause. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  if (cause instanceof Error && 'code' in cause) return String(cause.code);
  return cause instanceof Error ? cause.message : error.message;
}
