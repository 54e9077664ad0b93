import type { DeclineCode } from '../engine/payment.ts';
import type { WorldFailure } from '../engine/plan.ts';
import type { Fault } from '../faults/fault.ts';
import type { Disorder } from '../webhooks/disorder.ts';

/**
 * What a rule can be about. `authorize` is every time the issuer is asked: within `request_payment` when the card comes
 * with the request, and within `page` when the customer enters it there.
 */
export const OPERATIONS = [
  'request_payment',
  'authorize',
  'capture',
  'void',
  'cancel',
  'refund',
  'increment',
  'reauthorize',
  'read',
  'list',
  'token',
  'connection',
  'page',
] as const;
export type Operation = (typeof OPERATIONS)[number];

/** When a rule applies. What is left out is not looked at; texts may hold `*` and `?`. */
export type Condition = Readonly<{
  operations?: readonly Operation[];
  /** The merchant account's id or name. */
  merchant?: string;
  amount?: Readonly<{ min: bigint; max: bigint | undefined }>;
  currency?: string;
  /** A test card's number, or the last four digits of any card. */
  card?: string;
  reference?: string;
  headers?: readonly Readonly<{ name: string; value: string }>[];
  /** The type of a notification, as the dialect names it. */
  notification?: string;
  /** Which of the occasions that fit in every other way, counted from 1. */
  nth?: Readonly<{ from: number; to: number | undefined }>;
  probability?: number;
}>;

/** What the issuer answers, in place of what the card would make it answer. */
export type IssuerRule = Readonly<
  | { kind: 'approve' }
  | { kind: 'decline'; code: DeclineCode }
  | { kind: 'challenge'; action: 'redirect' | 'challenge' }
  /** A share of the amount, in whole percent. */
  | { kind: 'approve_part'; percent: number }
  | { kind: 'review'; afterMs: number; decide: 'approve' | DeclineCode }
>;

/** How a capture, a refund or a void ends: at once, or so much later. */
export type OutcomeRule = Readonly<{ afterMs: number; ends: 'succeed' | WorldFailure }>;

/** One line of a situation: when, and what then. Each of the four aspects is decided by the first rule that has it. */
export type Rule = Readonly<{
  when: Condition;
  issuer?: IssuerRule;
  outcome?: OutcomeRule;
  fault?: Fault;
  notification?: Disorder;
}>;

/** The four things that a rule can decide. */
export const ASPECTS = ['issuer', 'outcome', 'fault', 'notification'] as const;
export type Aspect = (typeof ASPECTS)[number];

/** What the simulated world does, as a list of rules; `about` is one sentence on the incident that it stands for. */
export type Situation = Readonly<{ name: string; about: string; rules: readonly Rule[] }>;
