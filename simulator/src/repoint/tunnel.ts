import { connect } from 'node:net';
import { Duplex } from 'node:stream';

/** Where the proxy is, and what it wants to be told. */
export type ProxyAddress = Readonly<{ host: string; port: number; authorization?: string }>;

/** A way through the proxy. `ref` and `unref` say whether it keeps the program running, as of a socket. */
export type Tunnel = Readonly<{ stream: Duplex; ref: () => void; unref: () => void }>;

// More than any proxy has to say before the tunnel is open.
const HEAD_BYTES_MAX = 16 * 1024;

/**
 * Opens a way through the proxy to a host. What is written waits until the proxy has agreed; where it refuses, nothing
 * of it is sent, and the stream ends with an error that says why.
 */
export function openTunnel(proxy: ProxyAddress, to: Readonly<{ host: string; port: number }>): Tunnel {
  const socket = connect(proxy.port, proxy.host);
  let open = false;
  let waiting: () => void = () => {};
  const stream = new Duplex({
    read: () => void socket.resume(),
    write: (chunk: Buffer, _encoding, done) => {
      const send = () => void socket.write(chunk, done);
      if (open) send();
      else waiting = send;
    },
    final: (done) => void socket.end(done),
    destroy: (error, done) => {
      socket.destroy();
      done(error);
    },
  });
  const authority = `${to.host.includes(':') ? `[${to.host}]` : to.host}:${to.port}`;
  const authorization = proxy.authorization === undefined ? '' : `Proxy-Authorization: ${proxy.authorization}\r\n`;
  socket.write(`CONNECT ${authority} HTTP/1.1\r\nHost: ${authority}\r\n${authorization}\r\n`);
  let said = Buffer.alloc(0);
  const untilOpen = (chunk: Buffer) => {
    said = Buffer.concat([said, chunk]);
    const end = said.indexOf('\r\n\r\n');
    if (end < 0) {
      if (said.length > HEAD_BYTES_MAX) stream.destroy(refusal(authority, said));
      return;
    }
    if (!/^HTTP\/1\.[01] 200 /.test(said.subarray(0, 32).toString('latin1'))) return;
    socket.off('data', untilOpen);
    socket.on('data', onwards);
    open = true;
    const rest = said.subarray(end + 4);
    if (rest.length > 0) onwards(rest);
    waiting();
  };
  const onwards = (chunk: Buffer) => {
    if (!stream.push(chunk)) socket.pause();
  };
  socket.on('data', untilOpen);
  socket.on('error', (error) => stream.destroy(error));
  // A refusal is read to its end, so that the error can repeat it.
  socket.on('end', () => (open ? stream.push(null) : stream.destroy(refusal(authority, said))));
  socket.on('close', () => stream.destroy());
  return { stream, ref: () => void socket.ref(), unref: () => void socket.unref() };
}

/** The reader's own words are worth more than a status: they say what to do. */
function refusal(authority: string, said: Buffer): Error {
  const [head = '', body = ''] = said.toString('utf8').split('\r\n\r\n');
  const [, detail] = /"detail":"([^"]*)"/.exec(body) ?? [];
  const why = detail ?? head.split('\r\n', 1)[0] ?? '';
  return Object.assign(new Error(`no way to ${authority}: ${why || 'the proxy has hung up'}`), {
    code: 'ERR_ASSAY_PROXY_REFUSED',
  });
}
