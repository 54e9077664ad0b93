import type { Asked } from '../asked.ts';
import { fresh } from '../fresh.ts';
import { type OnPage, pageRequest } from '../page-request.ts';
import type { PaymentModel } from '../payment-model.ts';
import type { Stage } from '../stage.ts';
import type { EnvironmentModel } from '../world.ts';
import { at } from './aim.ts';
import { tally } from './asking.ts';
import { freshKeyIn } from './fresh-holdings.ts';
import { asking, plain, plainPayment } from './plain.ts';
import { CURRENCIES } from './wanting.ts';

/** Whoever has everything that is needed can do everything, whatever has happened before. */
export async function goThroughEverything(stage: Stage): Promise<void> {
  await Promise.all(stage.world.environments.map((environment) => goThroughOne(stage, environment)));
}

async function goThroughOne(stage: Stage, { name, mode }: EnvironmentModel): Promise<void> {
  const { world } = stage;
  const holding = await freshKeyIn(stage, name);
  const amount = { minor: 12_000, currency: at(CURRENCIES, world.payments.length) };
  const ask = async (asked: Asked): Promise<void> => {
    const request = asking(stage, name, holding, asked);
    tally(stage, holding, request, 'none');
    await stage.deliver(request);
  };
  const made = async (card: Parameters<typeof plainPayment>[1]): Promise<PaymentModel> => {
    const body = plainPayment(amount, card, mode);
    await ask({ operation: 'createPayment', body });
    const payment = world.payments.find(({ reference }) => reference === body.reference);
    if (payment === undefined) throw new Error('a payment was made and is not known');
    return payment;
  };
  const visit = async (payment: PaymentModel, deed: OnPage): Promise<void> => {
    const request = pageRequest(world, name, payment, deed);
    stage.session.counters.count(`succeeded: ${request.operation} in ${name}`);
    await stage.deliver(request);
  };

  const held = await made('good');
  const part = { minor: 5_000n, currency: amount.currency };
  await ask({ operation: 'capturePayment', paymentId: held.id, amount: part, rest: 'keep' });
  await ask({ operation: 'incrementPayment', paymentId: held.id, amount: part });
  await ask({ operation: 'reauthorizePayment', paymentId: held.id });
  await ask({ operation: 'refundPayment', paymentId: held.id, amount: part });
  await ask({ operation: 'voidPayment', paymentId: held.id });
  await ask({ operation: 'cancelPayment', paymentId: (await made('on_page')).id });
  const paid = await made('on_page');
  await visit(paid, { act: 'look' });
  await visit(paid, { act: 'pay', card: 'good' });
  await visit(await made('on_page'), { act: 'cancel' });
  // Where money is real there is no card that asks for a challenge.
  if (mode === 'test') await visit(await made('challenged'), { act: 'answer', answer: 'pass' });
  for (const operation of ['getPayment', 'listPayments', 'checkConnection'] as const) {
    await ask(plain(operation, held, mode));
  }
}

/** A request made once is repeated: by its caller, by another account, elsewhere, and for something else. */
export async function repeatEverywhere(stage: Stage): Promise<void> {
  const { world, session } = stage;
  const holding = await freshKeyIn(stage, at(world.environments, 0).name);
  const { mode, environment } = holding.credential.merchant;
  const key = fresh('key');
  const body = plainPayment({ minor: 7_000, currency: 'EUR' }, 'good', mode);
  const asked = { operation: 'createPayment', body } as const;
  const dearer = { operation: 'createPayment', body: { ...body, amount: { minor: 7_001, currency: 'EUR' } } } as const;
  await stage.deliver(asking(stage, environment, holding, asked, key));
  await stage.deliver(asking(stage, environment, holding, asked, key));
  await stage.deliver(asking(stage, environment, holding, dearer, key));
  session.counters.count('repeated: as before, at the end');
  session.counters.count('repeated: for something else, at the end');
  for (const { name } of world.environments) {
    if (name === environment) continue;
    await stage.deliver(asking(stage, name, holding, asked, key));
    await stage.deliver(asking(stage, name, await freshKeyIn(stage, name), asked, key));
    session.counters.count('repeated: by another account, at the end');
  }
}
