import { expect, test } from 'vitest';
import { editedNode } from '../mutants/edits.ts';
import { CONTENDERS, WITHOUT_JOURNAL } from './contender.ts';
import type { Finding } from './measure.ts';
import { describeFindings, describeJournal, describeStripe } from './report.ts';

const finding = (requestsPerSecond: number): Finding => ({
  startMs: 100,
  idleBytes: 2 ** 20,
  loadedBytes: 2 ** 21,
  load: {
    10: { requests: 100, seconds: 1, requestsPerSecond, cpuMs: 600 / requestsPerSecond, p50Ms: 1, p99Ms: 2, maxMs: 3 },
  },
});
const findings = {
  'bare express': finding(4_000),
  'express + sqlite': finding(3_000),
  simulator: finding(1_500),
  'without journal': finding(2_000),
  'in stripe words': finding(1_200),
  'express + sqlite, durable': finding(300),
  'in stripe words, durable': finding(600),
};

test('every number stands beside its ratio to the bare server', () => {
  const [heading, first] = describeFindings(findings).split('\n');
  expect(heading?.split(/ {2,}/).slice(1)).toEqual([...CONTENDERS]);
  expect(first).toMatch(
    /requests\/s +4000 +3000 \(×0\.75\) +1500 \(×0\.38\) +2000 \(×0\.50\) +1200 \(×0\.30\) +300 \(×0\.07\) +600 \(×0\.15\)$/,
  );
});

test('what journaling costs is what the same simulator could answer more', () => {
  expect(describeJournal(findings)).toContain('25 % of the requests at 10 connections');
});

test('the dialect stands beside a server that writes one row per request', () => {
  const told = describeStripe(findings);
  expect(told).toContain('in stripe words           ×0.40 at 10 connections (×0.40 by processor time)');
  expect(told).toContain('in stripe words, durable  ×2.00 at 10 connections');
});

test('the simulator that writes no journal differs in that alone, and still can', () => {
  expect(() => editedNode([WITHOUT_JOURNAL])).not.toThrow();
});
