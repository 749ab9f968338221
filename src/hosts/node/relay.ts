/** Runs in a separate thread so that a socket is heard while the board's thread is blocked. */
import type { Socket } from 'node:net';
import type { SideChannel } from './side-thread.js';

/** What a relay is started with. */
export interface RelayOrder {
  /** 0: any free port. */
  readonly port: number;
  readonly host: string;
  /** How long a client waits for the previous one to leave. */
  readonly patienceMs: number;
}

/** What the relay reports: that it listens, or why it cannot; that a client has connected, sent something, left; that the relay has ended. */
export type RelayNotice =
  | { readonly kind: 'listens'; readonly port: number }
  | { readonly kind: 'failed'; readonly code: string }
  | { readonly kind: 'opened' | 'closed' | 'ended' }
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array };

/**
 * Listens, for one client at a time. The board's thread sends bytes for the client, `drop` (send what is left, then disconnect the client) and
 * `end` (the same, then end). Only the text of this function is passed to the thread, so it uses nothing from its surroundings.
 */
export function relay(): void {
  const { workerData } = process.getBuiltinModule('node:worker_threads');
  const { port, host, patienceMs, channel, count } = workerData as RelayOrder & SideChannel;
  let client: Socket | null = null;
  const waiting = new Set<Socket>();
  const tell = (notice: RelayNotice): void => {
    channel.postMessage(notice);
    Atomics.add(count, 0, 1);
    Atomics.notify(count, 0);
  };
  const admit = (socket: Socket): void => {
    client = socket;
    tell({ kind: 'opened' });
    socket.on('data', (bytes) => tell({ kind: 'bytes', bytes: new Uint8Array(bytes) }));
    socket.on('close', () => {
      client = null;
      tell({ kind: 'closed' });
      const [next] = waiting;
      if (next === undefined) return;
      waiting.delete(next);
      admit(next);
    });
  };
  const server = process.getBuiltinModule('node:net').createServer({ noDelay: true }, (socket) => {
    socket.on('error', () => socket.destroy());
    if (client === null) {
      admit(socket);
      return;
    }
    // An editor that restarts may reconnect before its disconnection is noticed.
    waiting.add(socket);
    socket.on('close', () => waiting.delete(socket));
    setTimeout(() => {
      if (waiting.has(socket)) socket.destroy();
    }, patienceMs);
  });
  server.on('error', (error: NodeJS.ErrnoException) => tell({ kind: 'failed', code: error.code ?? error.message }));
  server.listen(port, host, () => {
    const address = server.address();
    tell({ kind: 'listens', port: typeof address === 'object' && address !== null ? address.port : port });
  });
  const end = (): void => {
    tell({ kind: 'ended' });
    server.close();
    channel.close();
  };
  channel.on('message', (order: Uint8Array | 'drop' | 'end') => {
    if (order === 'drop') client?.destroySoon();
    else if (order !== 'end') client?.write(order);
    else if (client === null) end();
    else client.end(end);
  });
}
