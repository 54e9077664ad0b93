import { readDemoOptions } from './options.ts';
import { narrator, welcome } from './print.ts';
import { FellShort, walkThrough } from './walkthrough.ts';
import { type DemoShop, type ReadyShop, SHOPS, startWorld, wireShop } from './world.ts';

const options = readDemoOptions(process.argv.slice(2));
if ('exitCode' in options) process.exit(options.exitCode);

const interrupted = new Promise<'interrupted'>((resolve) => {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve('interrupted'));
});

try {
  console.log('Starting the simulator and two shops …');
  await using world = await startWorld({ anyPorts: options.anyPorts || options.walkthrough });
  if (options.walkthrough) {
    await walkThrough(world, narrator);
    console.log('\nThe whole flow held.');
  } else {
    const ready = new Map<DemoShop, ReadyShop>();
    for (const shop of SHOPS) ready.set(shop, await wireShop(world, shop));
    console.log(welcome(world, ready));
    const why = await Promise.race([interrupted, world.ended]);
    if (why === 'interrupted') {
      console.log('\nStopping …');
    } else {
      console.error(`\n${why}`);
      process.exitCode = 1;
    }
  }
} catch (error) {
  const why = error instanceof FellShort ? `Fell short: ${error.message}` : String(error);
  const taken = /EADDRINUSE/.test(why) ? '\nA port is taken: stop what uses it, or run npm start -- --any-ports' : '';
  console.error(`\n${why}${taken}`);
  process.exitCode = 1;
}
