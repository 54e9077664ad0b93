import { get } from 'node:http';
import { syncBuiltinESMExports } from 'node:module';
import { isIP } from 'node:net';
import tls from 'node:tls';
import { environmentVariables } from '../platform/environment-variables.ts';
import { hostOf, readCall } from './destination.ts';
import { readRepointing } from './settings.ts';
import { openTunnel, type ProxyAddress } from './tunnel.ts';

/**
 * Loaded before a program with `node --import`, it sends every TLS connection of the program that is not for this machine
 * through Assay's proxy, also of clients that know of no proxy or bring their own list of authorities. What the proxy
 * does not know is refused there: nothing gets out.
 */
const repointing = readRepointing(environmentVariables());
if (typeof repointing === 'string') throw new Error(repointing);
const { proxy, leavesAlone } = repointing;
const ca = await authorityOf(proxy);
const connect = tls.connect;

function connectByProxy(...args: unknown[]): unknown {
  const asked = readCall(args);
  const host = asked === undefined ? undefined : hostOf(asked.options);
  if (asked === undefined || host === undefined || leavesAlone(host)) return Reflect.apply(connect, tls, args);
  const { options, callback } = asked;
  const { stream, ref, unref } = openTunnel(proxy, { host, port: Number(options.port ?? 443) });
  const { secureContext: _, ...rest } = options;
  // In place of whatever list the client brings: nobody else can be at the other end.
  const inside = connect({
    ...rest,
    host,
    servername: options.servername ?? (isIP(host) === 0 ? host : ''),
    socket: stream,
    ca,
  });
  // A socket that nobody uses must not keep the program running, and this one does not know what it goes over.
  const [refInside, unrefInside] = [inside.ref.bind(inside), inside.unref.bind(inside)];
  inside.ref = () => {
    ref();
    return refInside();
  };
  inside.unref = () => {
    unref();
    return unrefInside();
  };
  if (callback !== undefined) inside.once('secureConnect', callback);
  return inside;
}

Reflect.set(tls, 'connect', connectByProxy);
syncBuiltinESMExports();

function authorityOf({ host, port }: ProxyAddress): Promise<string> {
  return new Promise((resolve, reject) => {
    const failed = (why: string) => reject(new Error(`no Assay proxy answers at ${host}:${port}: ${why}`));
    const request = get({ host, port, path: '/ca.pem', agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.once('end', () => {
        const text = Buffer.concat(chunks).toString('utf8');
        if (response.statusCode === 200 && text.includes('BEGIN CERTIFICATE')) resolve(text);
        else failed(`it says ${response.statusCode} where it has to show its certificate`);
      });
    });
    request.once('error', (error) => failed(error.message));
  });
}
