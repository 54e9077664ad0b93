import type { Asked } from './asked.ts';
import { agreeOnJournal, type Journaled } from './journal-law.ts';
import { broken, mustEqual } from './law.ts';
import { agreeOnLedger } from './ledger-law.ts';
import type { Aimed } from './moves/aim.ts';
import type { Answer, Outgoing } from './outgoing.ts';
import { Secrets } from './secrets.ts';
import type { Session } from './session.ts';
import { type TokenModel, World } from './world.ts';

const JOURNAL_PAGE = 1_000;

/** A request that was made under a key, and how it was made first. */
export type Repeatable = Readonly<{ asked: Asked; key: string; first: Aimed }>;

/** One run: what it has made, and what it still expects of the journal. */
export class Stage {
  readonly session: Session;
  readonly world: World;
  readonly secrets = new Secrets();
  readonly journaled: Journaled[] = [];
  /** Requests with a key that may be made again. */
  readonly repeatable: Repeatable[] = [];
  #unread: Journaled[] = [];
  #after = 0;

  constructor(session: Session) {
    this.session = session;
    this.world = new World(session.environments);
  }

  /** Starts reading the journal where it ends now. */
  async begin(): Promise<void> {
    this.#after = await this.#journalEnd();
  }

  /**
   * Sends the requests at the same time, then holds each answer against the law. Several at a time have to be such that
   * their order does not matter.
   */
  async deliver(...requests: readonly Outgoing[]): Promise<readonly Answer[]> {
    const answers = await Promise.all(requests.map((request) => request.send()));
    requests.forEach((request, index) => {
      const answer = answers[index];
      if (answer !== undefined) this.judge(request, answer);
    });
    return answers;
  }

  /** Holds the ledger of every environment and the journal against what has been asked so far. */
  async observe(): Promise<void> {
    const { control, merchantIds } = this.session;
    await Promise.all([
      ...this.world.environments.map(async ({ name }) => {
        const reply = await control.wire.ask('get', '/ledger', { query: { environment: name, limit: 1_000 } });
        agreeOnLedger(this.world, name, merchantIds, reply.expect(200), reply.describe);
      }),
      this.#readJournal(),
    ]);
  }

  /** Notes whose a token is, and that it is secret. */
  learnToken({ text, credential: { merchant } }: TokenModel): void {
    const owner = { environment: merchant.environment, merchantId: merchant.id };
    this.session.facts.learn('the token', text, owner);
    this.secrets.add(text);
  }

  /** Holds an answer against the law, and expects it in the journal. */
  judge(request: Outgoing, answer: Answer): void {
    const { facts, counters } = this.session;
    const { listener, viewer, refusal, credential, replay, problem, status } = request;
    const owner = { environment: listener, ...(viewer === undefined ? {} : { merchantId: viewer.id }) };
    const evidence = () => `${request.operation} on ${listener}, shown ${request.shown.kind}\n${answer.describe()}`;
    mustEqual(
      'a request succeeds exactly when its credential is live, of this environment, of the payment’s merchant account ' +
        'and has the scope, and the payment allows it',
      { status, problem },
      { status: answer.status, problem: answer.problem },
      evidence,
    );
    if (replay !== undefined) mustEqual('a repeat is answered as the first time', replay, answer.text, evidence);
    const replayed = answer.headers.get('idempotent-replayed') ?? undefined;
    mustEqual('a replay says that it is one', replay === undefined ? undefined : 'true', replayed, evidence);
    for (const said of request.says ?? []) if (viewer !== undefined) facts.learn('what was said', said, owner);
    // Whoever holds a credential of another environment may be told which one that is: it knows already.
    const told = refusal === 'other_environment' && credential ? [credential.merchant.environment] : [];
    const foreign = facts.foreignIn(`${answer.text}\n${headerLines(answer.headers)}`, owner, told);
    if (foreign.length > 0) {
      throw broken('nothing of another environment or merchant account is named', undefined, foreign, evidence());
    }
    const payment = request.agree(answer);
    const about = credential?.merchant ?? viewer;
    const atMs = about?.environment === listener ? about.startedAtMs + about.elapsedMs : undefined;
    const entry = { request, answer, payment, atMs };
    this.journaled.push(entry);
    this.#unread.push(entry);
    counters.count(refusal === undefined ? `answered: ${request.operation} ${status}` : `refused: ${refusal}`);
  }

  async #readJournal(): Promise<void> {
    for (;;) {
      const unread = this.#unread;
      const entries = await this.session.control.journal({ after: this.#after, limit: JOURNAL_PAGE });
      this.#unread = agreeOnJournal(entries, unread, this.secrets);
      this.#after = entries.at(-1)?.number ?? this.#after;
      if (entries.length < JOURNAL_PAGE) break;
    }
    const [missing] = this.#unread;
    if (missing !== undefined) {
      throw broken('every exchange is journaled', missing.answer.requestId, 'no such entry', missing.answer.describe());
    }
  }

  async #journalEnd(): Promise<number> {
    let after = this.session.journalEnd;
    for (;;) {
      const entries = await this.session.control.journal({ after, limit: JOURNAL_PAGE });
      after = entries.at(-1)?.number ?? after;
      if (entries.length < JOURNAL_PAGE) break;
    }
    this.session.journalEnd = after;
    return after;
  }
}

function headerLines(headers: Headers): string {
  const lines: string[] = [];
  headers.forEach((value, name) => {
    lines.push(`${name}: ${value}`);
  });
  return lines.join('\n');
}
