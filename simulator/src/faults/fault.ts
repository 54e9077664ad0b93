/** Everything that can go wrong on the wire. */
export const FAULT_KINDS = [
  'latency',
  'connection_refused',
  'reset_before',
  'reset_after_commit',
  'drop_reply',
  'half_reply',
  'trickle',
  'wrong_content_type',
  'html_200',
  'malformed_json',
  'status',
  'clock_skew',
  'stale_read',
  'duplicate_refused',
] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

/** Whether what was asked has been done all the same: the one thing that the caller of a faulty exchange cannot see. */
export const EFFECTS = ['none', 'committed'] as const;
export type Effect = (typeof EFFECTS)[number];

/** The statuses that a fault can answer with. */
export const FAULT_STATUSES = [408, 409, 429, 500, 502, 503] as const;
export type FaultStatus = (typeof FAULT_STATUSES)[number];

/** How long something takes: always the same, anything between two bounds, or mostly short with a long tail. */
export type Spread = Readonly<
  | { kind: 'fixed'; ms: number }
  | { kind: 'uniform'; fromMs: number; toMs: number }
  | { kind: 'lognormal'; medianMs: number; p95Ms: number }
>;

/** How long nobody can connect to an environment. */
export type Outage = Readonly<
  /** The next connections are taken and reset at once, so that they can be counted. */
  | { kind: 'connections'; count: number }
  /** The port is closed, for so long or until somebody opens it again. */
  | { kind: 'time'; ms: number }
  | { kind: 'until_cleared' }
>;

/** One thing going wrong on the wire. */
export type Fault = Readonly<
  /** The caller waits: before anything is done, or after it was done and before the answer comes. */
  | { kind: 'latency'; spread: Spread; before: 'effect' | 'answer' }
  /** The connection is reset, and nobody can connect to the environment for a while. */
  | { kind: 'connection_refused'; outage: Outage }
  | { kind: 'reset_before' }
  | { kind: 'reset_after_commit' }
  /** The connection stays open without an answer, and is closed after `heldMs`. */
  | { kind: 'drop_reply'; effect: Effect; heldMs: number }
  /** The answer stops in the middle of its body. */
  | { kind: 'half_reply' }
  /** The answer comes whole, in as many pieces with a pause before each. */
  | { kind: 'trickle'; pieces: number; everyMs: number }
  | { kind: 'wrong_content_type'; contentType: string }
  /** A page for people with status 200, as something between shop and provider shows it. */
  | { kind: 'html_200'; effect: Effect }
  | { kind: 'malformed_json' }
  | { kind: 'status'; status: FaultStatus; effect: Effect; retryAfter?: RetryAfter }
  /** Every time in the answer, its Date header included, is off by so much. */
  | { kind: 'clock_skew'; byMs: number }
  /** The answer shows each payment as it was one change ago, and does not know one that has just been made. */
  | { kind: 'stale_read' }
  /** The request is refused as the repeat of one that is still being worked on. */
  | { kind: 'duplicate_refused' }
>;

/** When the caller may come again, and in which of the two forms that HTTP knows it is told. */
export type RetryAfter = Readonly<{ ms: number; as: 'seconds' | 'date' }>;

/** What the journal says about a fault: its kind, and whether the effect of the exchange stands. */
export type FaultMark = Readonly<{ kind: FaultKind; effect: Effect }>;

/** What the fault leaves of the effect, where the request has one. */
export function effectOf(fault: Fault): Effect {
  switch (fault.kind) {
    case 'connection_refused':
    case 'reset_before':
    case 'duplicate_refused':
      return 'none';
    case 'drop_reply':
    case 'html_200':
    case 'status':
      return fault.effect;
    case 'latency':
    case 'reset_after_commit':
    case 'half_reply':
    case 'trickle':
    case 'wrong_content_type':
    case 'malformed_json':
    case 'clock_skew':
    case 'stale_read':
      return 'committed';
  }
}
