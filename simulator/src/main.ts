import { installationAuthority, startSimulator } from './app.ts';
import { HELP, readConfig } from './config.ts';
import { environmentVariables } from './platform/environment-variables.ts';
import { stderrLog } from './platform/log.ts';

const read = readConfig(process.argv.slice(2), environmentVariables());
switch (read.kind) {
  case 'help':
    process.stdout.write(HELP);
    break;
  case 'wrong':
    process.stderr.write(`assay-simulator: ${read.why}\nTry --help.\n`);
    process.exitCode = 2;
    break;
  case 'ca':
    try {
      process.stdout.write(await installationAuthority(read.config.database));
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      process.stderr.write(`assay-simulator: no authority: ${why}\n`);
      process.exitCode = 1;
    }
    break;
  case 'run': {
    const { config } = read;
    const log = stderrLog();
    try {
      const simulator = await startSimulator(config, { log });
      const stop = () => {
        simulator.close().then(
          () => process.exit(0),
          (error: unknown) => {
            log.error(error, 'could not stop cleanly');
            process.exit(1);
          },
        );
      };
      process.once('SIGINT', stop);
      process.once('SIGTERM', stop);
      const { controlUrl, controlToken, environments, proxyUrl } = simulator;
      if (config.json) {
        const proxy = proxyUrl === undefined ? {} : { proxy: proxyUrl };
        const line = { ready: true, control: controlUrl, token: controlToken, environments, ...proxy };
        process.stdout.write(`${JSON.stringify(line)}\n`);
      } else {
        for (const { name, mode, url, secureUrl = '' } of environments) {
          console.log(`${name.padEnd(12)} ${mode.padEnd(5)} ${`${url}  ${secureUrl}`.trim()}`);
        }
        if (proxyUrl !== undefined) console.log(`${'proxy'.padEnd(18)} ${proxyUrl}`);
        // A token that was given is known to whoever gave it, and this output may end up in a log.
        const token = config.controlToken === undefined ? controlToken : 'as it was given';
        console.log(`${'control'.padEnd(18)} ${controlUrl}  token ${token}`);
        console.log(`${'dashboard'.padEnd(18)} ${controlUrl}/dashboard  sign in with the token`);
      }
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      process.stderr.write(`assay-simulator: could not start: ${why}\n`);
      process.exitCode = 1;
    }
    break;
  }
}
