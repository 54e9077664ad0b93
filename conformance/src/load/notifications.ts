import { join } from 'node:path';
import { type Simulator, startSimulator } from '../bench/simulator.ts';
import { serveOnLoopback } from '../http/serve.ts';
import { elapsedMs } from '../platform/clock.ts';
import { runRound } from './round.ts';
import { median } from './statistics.ts';

/** What was found out about notifications: how many a second, sent from a backlog to receivers that answer at once. */
export type NotificationFinding = Readonly<{
  perSecond: number;
  deliveries: number;
  endpoints: number;
  rounds: number;
}>;

const ENDPOINTS = 4;
const CONNECTIONS = 10;
const HELD_BACK_MS = 24 * 60 * 60 * 1_000;

/** Lets payments pile up what is owed to webhook endpoints, then turns the clock and times how long the sending takes. */
export async function measureNotifications(
  plan: Readonly<{ rounds: number; roundMs: number; folder: string | undefined }>,
  progress: (what: string) => void,
): Promise<NotificationFinding> {
  const database = plan.folder === undefined ? ':memory:' : join(plan.folder, 'notifications.sqlite');
  await using simulator = await startSimulator({ database });
  const receiver = await serveOnLoopback((request, response) => {
    request.resume().on('end', () => response.writeHead(204).end());
  });
  try {
    const found: { perSecond: number; attempts: number }[] = [];
    for (let round = 1; round <= plan.rounds; round++) {
      const { perSecond, attempts } = await backlog(simulator, receiver.url, plan.roundMs);
      found.push({ perSecond, attempts });
      progress(`notifications: ${perSecond.toFixed(0)} deliveries/s`);
    }
    return {
      perSecond: median(found.map(({ perSecond }) => perSecond)),
      deliveries: found.reduce((sum, { attempts }) => sum + attempts, 0),
      endpoints: ENDPOINTS,
      rounds: plan.rounds,
    };
  } finally {
    await receiver.close();
  }
}

/** A merchant account of its own for each round, so that no round finds what another has left. */
async function backlog(simulator: Simulator, receiverUrl: string, roundMs: number) {
  const { wire } = simulator.control;
  const { id: merchantId, secret, provider } = await simulator.merchant('sandbox');
  const path = { merchantId };
  for (let index = 0; index < ENDPOINTS; index++) {
    const body = { kind: 'webhook_endpoint', url: `${receiverUrl}/${index}` } as const;
    (await wire.ask('post', '/merchants/{merchantId}/artefacts', { path, body })).expect(201);
  }
  (await wire.ask('put', '/merchants/{merchantId}/clock', { path, body: { kind: 'frozen' } })).expect(200);
  const rules = [{ disorder: { kind: 'delay', ms: HELD_BACK_MS } as const }];
  (await wire.ask('put', '/merchants/{merchantId}/disorder', { path, body: { rules } })).expect(200);
  await runRound({ url: provider.url, secret, speaks: 'generic' }, { connections: CONNECTIONS, durationMs: roundMs });
  const startedMs = elapsedMs();
  const turned = await wire.ask('post', '/merchants/{merchantId}/clock/advance', { path, body: { ms: HELD_BACK_MS } });
  const seconds = (elapsedMs() - startedMs) / 1_000;
  const attempts = turned.expect(200).ran.reduce((sum, { attempts: made = 0 }) => sum + made, 0);
  return { attempts, perSecond: attempts / seconds };
}
