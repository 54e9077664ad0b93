import type { Instant, UserId } from './ids.ts';

/** Who did something: a member of the staff, or the shop by itself. */
export type Actor =
  | Readonly<{ kind: 'staff'; userId: UserId; name: string; role: string }>
  | Readonly<{ kind: 'shop' }>;

/** The shop, when nobody told it to. */
export const THE_SHOP: Actor = { kind: 'shop' };

/** What is written down about who did what, in words, as people filter by it. */
export const AUDIT_ACTIONS = {
  signed_in: 'Signed in',
  locked_out: 'Locked out after wrong passwords',
  user_created: 'User created',
  user_changed: 'User changed',
  password_reset: 'Password reset',
  sessions_revoked: 'Signed out everywhere',
  integration_created: 'Integration created',
  integration_changed: 'Integration changed',
  integration_deleted: 'Integration deleted',
  connection_checked: 'Connection checked',
  payment_rule_created: 'Payment rule created',
  payment_rule_changed: 'Payment rule changed',
  payment_rule_deleted: 'Payment rule deleted',
  pricing_changed: 'Taxes and discounts changed',
  customer_changed: 'Customer changed',
  payment_asked: 'Payment operation asked for',
  deployment_confirmed: 'Deployment confirmed',
  settings_key_rotated: 'Settings key rotated',
  settlement_report_kept: 'Settlement report kept',
  exported: 'Exported',
} as const;
export type AuditAction = keyof typeof AUDIT_ACTIONS;

/** Whether a text names an action. */
export function isAuditAction(text: string): text is AuditAction {
  return Object.hasOwn(AUDIT_ACTIONS, text);
}

/** What something was done to. */
export const AUDIT_SUBJECTS = [
  'user',
  'integration',
  'payment_rule',
  'pricing',
  'customer',
  'order',
  'deployment',
  'settlement_report',
  'export',
] as const;
export type AuditSubject = (typeof AUDIT_SUBJECTS)[number];

/** One thing that is otherwise than before; secrets are in here by their masks only. */
export type AuditChange = Readonly<{ field: string; before?: string; after?: string }>;

/** Who did what to what, and when. It is written with what it tells about, and never changed. */
export type AuditEntry = Readonly<{
  at: Instant;
  by: Actor;
  action: AuditAction;
  /** `label` is what people called it then; it stays readable when the thing is gone. */
  about: Readonly<{ kind: AuditSubject; id: string; label: string }>;
  changes: readonly AuditChange[];
}>;

/** Facts about a thing, by name, as they may be shown. */
export type Facts = Readonly<Record<string, string>>;

/** The longest text that is written down of one fact. */
const FACT_LENGTH_MAX = 500;

/** What differs between two states of a thing; all of it when there was none before, or is none now. */
export function changesBetween(before: Facts | undefined, after: Facts | undefined): readonly AuditChange[] {
  const fields = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  return fields.flatMap((field) => {
    const [was, is] = [before?.[field], after?.[field]];
    if (was === is) return [];
    return {
      field,
      ...(was === undefined ? {} : { before: cut(was) }),
      ...(is === undefined ? {} : { after: cut(is) }),
    };
  });
}

/** Facts of a plain thing that has no secrets: each field as text, without those left out. */
export function factsOf(thing: Readonly<Record<string, unknown>>, without: readonly string[] = []): Facts {
  const told = Object.entries(thing).filter(([name, value]) => !without.includes(name) && value !== undefined);
  return Object.fromEntries(told.map(([name, value]) => [name, typeof value === 'string' ? value : inText(value)]));
}

function inText(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => (typeof part === 'bigint' ? part.toString() : part));
}

function cut(text: string): string {
  return text.length <= FACT_LENGTH_MAX ? text : `${text.slice(0, FACT_LENGTH_MAX - 1)}…`;
}

/** Which entries to list. `from` and `until` are instants, the latter not included. */
export type AuditFilter = Readonly<{
  action?: AuditAction;
  subject?: AuditSubject;
  subjectId?: string;
  actorId?: UserId;
  from?: Instant;
  until?: Instant;
}>;

/** A page of entries, newest first. */
export type AuditPage = Readonly<{ entries: readonly AuditEntry[]; nextCursor?: string }>;

/** Where it is written down. There is no way to change or remove an entry, and the database refuses it too. */
export interface AuditStore {
  add(entry: AuditEntry): Promise<void>;
  page(options: Readonly<{ filter: AuditFilter; limit: number; cursor?: string }>): Promise<AuditPage>;
}
