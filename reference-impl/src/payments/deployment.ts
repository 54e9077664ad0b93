import type { ProviderType } from './provider.ts';

/** Whether money is real. */
export const MODES = ['test', 'live'] as const;
export type Mode = (typeof MODES)[number];

/** What a running shop is: one environment, and the one address each provider has in it. It never changes while it runs. */
export type Deployment = Readonly<{
  environment: string;
  mode: Mode;
  /** Where customers' browsers reach this shop, without a slash at the end. */
  publicUrl: string;
  /** `drawn` when the system gives any free port at each start, so that the address says nothing about where this is. */
  address: 'fixed' | 'drawn';
  providers: ReadonlyMap<ProviderType, string>;
}>;
