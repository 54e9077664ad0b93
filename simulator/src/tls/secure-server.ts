import type { Duplex } from 'node:stream';
import { createSecureContext, createServer, type SecureContext, type Server, type TLSSocket } from 'node:tls';
import type { Certificates } from './certificates.ts';

/** What makes connections secure. Bound to no port: connections are handed to it. */
export type SecureServer = Readonly<{ take: (socket: Duplex) => void }>;

// A handshake that takes longer is given up, so that a stalled client cannot hold a connection, and so that one that does
// not like the certificate is told of while somebody still looks: behind a proxy some break off without closing the tunnel.
const HANDSHAKE_TIMEOUT_MS = 5_000;

/**
 * Makes connections secure and hands them on. A client's certificate is asked for and never demanded: whose it is, and
 * whether it is good here, is for those to judge who know the accounts. `failed` is told of connections that came to
 * nothing, with what the client or the library has said.
 */
export function secureServer(
  options: Readonly<{
    certificates: Pick<Certificates, 'pairFor' | 'own'>;
    /** Whether this is a name to show a certificate for; for any other it is the machine's own that is shown. */
    answersTo: (name: string) => boolean;
    serve: (socket: TLSSocket) => void;
    failed: (why: string, address: string) => void;
  }>,
): SecureServer {
  const { certificates, answersTo, serve, failed } = options;
  const contexts = new Map<string, Readonly<{ certificate: string; context: SecureContext }>>();
  const contextFor = async (name: string): Promise<SecureContext> => {
    const { key, certificate } = await certificates.pairFor(name);
    const found = contexts.get(name);
    if (found?.certificate === certificate) return found.context;
    const context = createSecureContext({ key, cert: certificate });
    contexts.set(name, { certificate, context });
    return context;
  };
  let server: Server | undefined;
  let shown: string | undefined;
  const opened = async (): Promise<Server> => {
    const { key, certificate } = await certificates.own();
    if (server !== undefined && shown === certificate) return server;
    shown = certificate;
    server = createServer({
      key,
      cert: certificate,
      requestCert: true,
      rejectUnauthorized: false,
      ALPNProtocols: ['http/1.1'],
      handshakeTimeout: HANDSHAKE_TIMEOUT_MS,
      SNICallback: (name, done) => {
        if (!answersTo(name)) return done(null);
        contextFor(name).then(
          (context) => done(null, context),
          (error: unknown) => done(error instanceof Error ? error : new Error(String(error))),
        );
      },
    });
    server.on('secureConnection', (socket) => {
      const { remoteAddress = '' } = socket;
      // Who looks at the certificate only once the handshake is over goes away then.
      socket.once('close', () => {
        if (socket.bytesRead === 0) failed('The client has sent nothing over the secure connection.', remoteAddress);
      });
      serve(socket);
    });
    server.on('tlsClientError', (error, socket) => failed(error.message, socket.remoteAddress ?? ''));
    return server;
  };
  return {
    take: (socket) => {
      opened().then(
        (ready) => ready.emit('connection', socket),
        (error: unknown) => {
          failed(error instanceof Error ? error.message : String(error), '');
          socket.destroy();
        },
      );
    },
  };
}
