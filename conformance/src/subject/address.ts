/** A command whose standard input and output speak the protocol; every check starts one of its own. */
export type CommandAddress = Readonly<{ kind: 'stdio'; program: string; args: readonly string[] }>;

/** A service that is running already, which requests are posted to. It serves one check after the other. */
export type ServiceAddress = Readonly<{ kind: 'http'; url: string }>;

/** How a subject is reached. */
export type SubjectAddress = CommandAddress | ServiceAddress;

/** Reads `stdio:node subject.ts` or `http://127.0.0.1:9000`; a text says what is wrong with it. */
export function parseSubjectAddress(text: string): SubjectAddress | string {
  if (/^https?:/.test(text)) return parseService(text);
  const expected = `subject "${text}": expected stdio:COMMAND, such as stdio:node my-subject.ts, or http://127.0.0.1:PORT`;
  if (!text.startsWith('stdio:')) return expected;
  const words = wordsOf(text.slice('stdio:'.length));
  if (words === undefined) return `${expected}; a quotation mark is not closed`;
  const [program, ...args] = words;
  if (program === undefined) return expected;
  // The Node this runs on, not an older one that may come first on the path.
  return { kind: 'stdio', program: program === 'node' ? process.execPath : program, args };
}

const LOOPBACK = /^(127(\.\d{1,3}){3}|localhost|\[::1\])$/;

function parseService(text: string): ServiceAddress | string {
  const url = URL.parse(text);
  if (url?.protocol !== 'http:') return `subject "${text}": expected http://127.0.0.1:PORT, without TLS`;
  if (!LOOPBACK.test(url.hostname)) {
    const why = 'the provider it is checked against listens on this machine only';
    return `subject "${text}": a service has to run on this machine, because ${why}`;
  }
  if (url.username !== '' || url.password !== '' || url.hash !== '') {
    return `subject "${text}": an address has no user, no password and no fragment`;
  }
  return { kind: 'http', url: url.href };
}

/** Quotes keep spaces together. */
function wordsOf(text: string): readonly string[] | undefined {
  const words: string[] = [];
  const pattern = /\s*(?:"([^"]*)"|'([^']*)'|([^\s"']+))/gy;
  let end = 0;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    words.push(match[1] ?? match[2] ?? match[3] ?? '');
    end = pattern.lastIndex;
  }
  return text.slice(end).trim() === '' ? words : undefined;
}
