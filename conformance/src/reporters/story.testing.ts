import type { Requirement } from '../requirement.ts';
import type { RunEvent } from '../verdict.ts';

const requirement = (id: string, level: Requirement['level'], title: string, text: string): Requirement => ({
  ...{ id, level, title, text },
  sources: ['https://example.org'],
  evidence: 'What was seen.',
  incident: 'What happened.',
});

const MOVED = requirement('CRE-02', 'MUST', 'A payment stays where it was made', 'Environment & account are fixed.');

/** A run in which everything turns up that a report has to tell: every kind of finding, evidence, odd characters. */
export const STORY: readonly RunEvent[] = [
  {
    type: 'run_started',
    at: '2026-12-01T10:00:00.000Z',
    run: {
      seed: 7,
      set: '2026-12',
      subject: 'stdio:php subject.php',
      requirements: ['CRE-01', 'CRE-02', 'CRE-03', 'CRE-04', 'CRE-05'],
    },
  },
  {
    type: 'subject_introduced',
    subject: { name: 'my shop', version: '2.1', provider: 'generic', capabilities: ['redirect', 'manual_capture'] },
  },
  { type: 'check_started', requirement: 'CRE-01' },
  { type: 'check_ended', requirement: 'CRE-01', finding: 'passed', durationMs: 812 },
  { type: 'check_ended', requirement: 'CRE-02', finding: 'failed', durationMs: 2_345 },
  { type: 'check_ended', requirement: 'CRE-03', finding: 'untestable', durationMs: 30_000 },
  { type: 'check_ended', requirement: 'CRE-04', finding: 'not_applicable', durationMs: 40 },
  { type: 'check_ended', requirement: 'CRE-05', finding: 'failed', durationMs: 700 },
  {
    type: 'verdict_reached',
    verdict: {
      requirement: requirement('CRE-01', 'MUST', 'Only its own credentials travel', 'Nobody else’s.'),
      finding: { kind: 'passed' },
      durationMs: 812,
    },
  },
  {
    type: 'verdict_reached',
    verdict: {
      requirement: MOVED,
      finding: {
        kind: 'failed',
        expected: 'capture of a payment made in sandbox: only sandbox is called',
        observed: 'POST /v1/payments/pay_1/captures at production',
      },
      durationMs: 2_345,
      evidence: {
        exchanges: [
          {
            atMs: 120,
            environment: 'sandbox',
            presented: 'API key aB3d of account 1 in sandbox',
            request: 'POST /v1/payments',
            requestBody: '{"amount":{"minor":1999,"currency":"EUR"},"reference":"<1> & \\"2\\""}',
            status: 201,
            responseBody: '{"id":"pay_1"}',
          },
          {
            atMs: 2_001,
            environment: 'production',
            presented: 'API key eF6g of account 2 in production',
            request: 'POST /v1/payments/pay_1/captures',
            requestBody: '{}',
            status: 404,
            responseBody: `{"type":"/problems/not-found","detail":"${'x'.repeat(200)}"}`,
          },
          {
            atMs: 2_100,
            environment: 'production',
            presented: 'API key aB3d of account 1 in sandbox',
            crossing: true,
            request: 'GET /',
          },
        ],
        calls: [
          {
            atMs: 1_990,
            repliedMs: 2_110,
            request: 'capture {"paymentId":"p1","commandId":"command-2"}',
            reply: '{"outcome":"failed","code":"not_found"}',
          },
        ],
        log: 'starting\nwarning: \u0007 beeped\nmoved to production\n',
      },
    },
  },
  {
    type: 'verdict_reached',
    verdict: {
      requirement: requirement('CRE-03', 'SHOULD', 'A misplaced credential is refused', 'At once.'),
      finding: { kind: 'untestable', reason: 'a right configuration is not taken: outcome failed\nsecond line' },
      durationMs: 30_000,
      evidence: { exchanges: [], calls: [], log: '' },
    },
  },
  {
    type: 'verdict_reached',
    verdict: {
      requirement: requirement('CRE-04', 'MUST', 'There is no default', 'None.'),
      finding: { kind: 'not_applicable', reason: 'the subject does not declare environments' },
      durationMs: 40,
    },
  },
  {
    type: 'verdict_reached',
    verdict: {
      requirement: requirement('CRE-05', 'MUST', 'Secrets stay where they belong', 'Not in a log.'),
      finding: {
        kind: 'failed',
        expected: "no credential in the subject's log",
        observed: "API key aB3d of account 1 in sandbox in the subject's log",
        leak: "the subject's log",
      },
      durationMs: 700,
      evidence: { exchanges: [], calls: [], log: 'starting\nasking with ‹API key aB3d of account 1 in sandbox›\n' },
      known: { reason: 'until the logger is replaced', issue: 'https://example.org/issues/1' },
    },
  },
  { type: 'baseline_judged', complaints: ['CRE-01 passes by now: take it out of the baseline'] },
  { type: 'run_ended', at: '2026-12-01T10:00:33.500Z', durationMs: 33_500 },
];
