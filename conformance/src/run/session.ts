import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Letter, Mailbox } from '../bench/mailbox.ts';
import { type Classify, type Readdress, Relay } from '../bench/relay.ts';
import type { Simulator } from '../bench/simulator.ts';
import type { components } from '../bench/subject-protocol.wire.d.ts';
import type { Dialect } from '../dialects/dialect.ts';
import { DIALECTS, dialectOf } from '../dialects/registry.ts';
import type { SubjectAddress } from '../subject/address.ts';
import { SubjectFault } from '../subject/fault.ts';
import type { MethodName, ParamsOf, ResultOf } from '../subject/protocol.ts';
import { Subject } from '../subject/subject.ts';
import { introduced } from './introduce.ts';

type Schemas = components['schemas'];

/** Whose letters those are that say with each payment where they are to go: a payment's names tell them apart. */
const EVERYBODY = 'everybody';

/** What a session is opened with. */
export type SessionSetting = Readonly<{ simulator: Simulator; address: SubjectAddress; runId: string; seed: number }>;

/** Why there is no session: the subject did not even say who it is. */
export type Unintroduced = Readonly<{ fault: SubjectFault; log: string }>;

/**
 * A running subject with an address of its own for every environment. Checks follow one another in it, each with shops
 * and accounts of its own, so that what takes longest, starting an integration, is done once.
 */
export class Session implements AsyncDisposable {
  readonly simulator: Simulator;
  readonly subject: Subject;
  readonly introduction: Schemas['InitializeResult'];
  readonly relays: ReadonlyMap<string, Relay>;
  readonly mailbox: Mailbox;
  /** How the provider speaks that the subject says it speaks to. */
  readonly dialect: Dialect;
  /** Secrets of the checks before: a request that carries one of them is none of the present check's. */
  readonly spent = new Set<string>();
  readonly #stateDirectory: string;
  #usable = true;
  #shops = 0;
  #commands = 0;

  private constructor(
    parts: Readonly<{
      simulator: Simulator;
      subject: Subject;
      introduction: Schemas['InitializeResult'];
      relays: ReadonlyMap<string, Relay>;
      mailbox: Mailbox;
      dialect: Dialect;
      stateDirectory: string;
    }>,
  ) {
    this.simulator = parts.simulator;
    this.subject = parts.subject;
    this.introduction = parts.introduction;
    this.relays = parts.relays;
    this.mailbox = parts.mailbox;
    this.dialect = parts.dialect;
    this.#stateDirectory = parts.stateDirectory;
  }

  /** Starts a subject and hears who it is. */
  static async open({ simulator, address, runId, seed }: SessionSetting): Promise<Session | Unintroduced> {
    const stateDirectory = mkdtempSync(join(tmpdir(), 'assay-subject-'));
    const subject = new Subject(address);
    const introduction = await introduced(subject, { runId, seed, stateDirectory });
    if (introduction instanceof SubjectFault) {
      const { log } = subject.said();
      await subject[Symbol.asyncDispose]();
      rmSync(stateDirectory, { recursive: true, force: true });
      return { fault: introduction, log };
    }
    // Whoever speaks to a provider that nobody here knows has been turned away before.
    const dialect = dialectOf(introduction.provider) ?? DIALECTS.generic;
    const operationOf: Classify = (request) => dialect.read(request).operation;
    const mailbox = await Mailbox.open();
    const { addressed } = dialect.notices;
    const bodyOf: Readdress = (request) => addressed?.(request, mailbox.addressOf(EVERYBODY)) ?? request.body;
    const relays = new Map<string, Relay>();
    for (const { name, url } of simulator.environments) relays.set(name, await Relay.to(url, operationOf, bodyOf));
    return new Session({ simulator, subject, introduction, relays, mailbox, dialect, stateDirectory });
  }

  /** Whether another check can be run in it: not after the subject has been at fault. */
  get usable(): boolean {
    return this.#usable;
  }

  /** Asks the subject. */
  async call<M extends MethodName>(method: M, params: ParamsOf<M>): Promise<ResultOf<M> | Schemas['Unsupported']> {
    try {
      return await this.subject.call(method, params);
    } catch (error) {
      if (error instanceof SubjectFault) this.#usable = false;
      throw error;
    }
  }

  /** A name for a shop. */
  nextShop(): string {
    this.#shops += 1;
    return `shop-${this.#shops}`;
  }

  /** A name for something that a merchant means to happen once. */
  nextCommand(): string {
    this.#commands += 1;
    return `command-${this.#commands}`;
  }

  /** The first letter for an account that is the one wanted; nothing when none comes in time. */
  letter(merchantId: string, isWanted: (letter: Letter) => boolean): Promise<Letter | undefined> {
    return this.mailbox.letter(this.dialect.notices.addressed ? EVERYBODY : merchantId, isWanted);
  }

  /** Ends the subject in good order. */
  shutdown(): Promise<SubjectFault | undefined> {
    this.#usable = false;
    return this.subject.shutdown();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.subject[Symbol.asyncDispose]();
    for (const relay of this.relays.values()) await relay[Symbol.asyncDispose]();
    await this.mailbox[Symbol.asyncDispose]();
    rmSync(this.#stateDirectory, { recursive: true, force: true });
  }
}
