import type { Environment } from '../accounts/environment.ts';
import type { Instant } from '../engine/ids.ts';

/** What a provider says about an event, before its dialect puts it into bytes. */
export type Notification = Readonly<{
  id: string;
  type: string;
  createdAt: Instant;
  environment: Environment;
  data: unknown;
  /** What its dialect has to say about it beside the data. */
  beside?: unknown;
}>;
