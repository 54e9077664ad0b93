import { type Served, serveOnLoopback } from '../http/serve.ts';
import { pause } from '../platform/clock.ts';

/** A notification as it was sent or made up: headers in the order they came, and the bytes of the body as text. */
export type Letter = Readonly<{ headers: readonly (readonly [name: string, value: string])[]; body: string }>;

/** Headers of the connection a letter came by, which say nothing about the next one. */
const ABOUT_THE_CONNECTION: ReadonlySet<string> = new Set([
  'host',
  'connection',
  'content-length',
  'transfer-encoding',
  'keep-alive',
]);

const BODY_BYTES_MAX = 1024 * 1024;
const ARRIVES_WITHIN_MS = 5_000;
const LOOK_EVERY_MS = 5;

/** Where the provider's notifications go in the subject's place, so that a check can deliver them as it likes. */
export class Mailbox implements AsyncDisposable {
  readonly #letters = new Map<string, Letter[]>();
  #served: Served | undefined;

  private constructor() {}

  /** Opens a mailbox on a free port. */
  static async open(): Promise<Mailbox> {
    const mailbox = new Mailbox();
    mailbox.#served = await serveOnLoopback(async (request, response) => {
      const chunks: Buffer[] = [];
      let size = 0;
      for await (const chunk of request) {
        const bytes = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
        size += bytes.length;
        if (size > BODY_BYTES_MAX) return void response.destroy();
        chunks.push(bytes);
      }
      const { rawHeaders, url = '/' } = request;
      const headers = rawHeaders
        .flatMap((name, index) => (index % 2 === 0 ? [[name, rawHeaders[index + 1] ?? ''] as const] : []))
        .filter(([name]) => !ABOUT_THE_CONNECTION.has(name.toLowerCase()));
      mailbox.#box(url.slice(1)).push({ headers, body: Buffer.concat(chunks).toString('utf8') });
      response.writeHead(204).end();
    });
    return mailbox;
  }

  /** The address at which letters for somebody arrive. */
  addressOf(name: string): string {
    return `${this.#served?.url ?? ''}/${name}`;
  }

  /** What has arrived for somebody, oldest first. */
  letters(name: string): readonly Letter[] {
    return this.#box(name);
  }

  /** The first letter for somebody that is the one wanted, as soon as it is there; nothing when none comes in time. */
  async letter(name: string, isWanted: (letter: Letter) => boolean): Promise<Letter | undefined> {
    for (let waitedMs = 0; waitedMs <= ARRIVES_WITHIN_MS; waitedMs += LOOK_EVERY_MS) {
      const found = this.#box(name).find(isWanted);
      if (found) return found;
      await pause(LOOK_EVERY_MS);
    }
    return undefined;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#served?.close();
  }

  #box(name: string): Letter[] {
    const box = this.#letters.get(name) ?? [];
    this.#letters.set(name, box);
    return box;
  }
}
