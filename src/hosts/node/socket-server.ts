/** Runs in a separate thread so that sockets are heard while the board's thread is blocked. */
import type { Socket } from 'node:net';
import type { SideChannel } from './side-thread.js';

/** What the thread is started with. */
export interface SocketSettings {
  /** So many bytes of a socket may be ahead of the board, which then has to take some. */
  readonly window: number;
  /** How long sending the last bytes may take, ms. */
  readonly lastMs: number;
}

/**
 * What the board's thread wants: to listen, to connect; bytes to be sent; room for as many bytes as the board has taken; the end of what is sent;
 * a reset, once what is left has been sent; the end of everything. It numbers its own sockets and listeners, from 1 on.
 */
export type SocketOrder =
  | { readonly kind: 'listen' | 'connect'; readonly id: number; readonly host: string; readonly port: number }
  | { readonly kind: 'bytes'; readonly id: number; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly kind: 'taken'; readonly id: number; readonly count: number }
  | { readonly kind: 'finish' | 'reset'; readonly id: number }
  | { readonly kind: 'end' };

/**
 * What has happened: a listener listens, or has a client, whose socket has a number below 0; a connection is open; bytes have come; nothing more
 * will come; bytes have been sent; something has failed; a socket is closed; everything has ended.
 */
export type SocketNotice =
  | { readonly kind: 'listens'; readonly id: number; readonly port: number }
  | { readonly kind: 'client'; readonly id: number; readonly of: number }
  | { readonly kind: 'bytes'; readonly id: number; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly kind: 'sent'; readonly id: number; readonly count: number }
  | { readonly kind: 'failed'; readonly id: number; readonly code: string }
  | { readonly kind: 'open' | 'finished' | 'closed'; readonly id: number }
  | { readonly kind: 'ended' };

/** Serves sockets. Only the text of this function is passed to the thread, so it uses nothing from its surroundings. */
export function serveSockets(): void {
  const { workerData } = process.getBuiltinModule('node:worker_threads');
  const { createServer, connect } = process.getBuiltinModule('node:net');
  const { window, lastMs, channel, count } = workerData as SocketSettings & SideChannel;
  const servers: ReturnType<typeof createServer>[] = [];
  const sockets = new Map<number, { readonly socket: Socket; ahead: number }>();
  let clients = 0;
  const tell = (notice: SocketNotice): void => {
    channel.postMessage(notice, notice.kind === 'bytes' ? [notice.bytes.buffer] : []);
    Atomics.add(count, 0, 1);
    Atomics.notify(count, 0);
  };
  const codeOf = ({ code, message }: NodeJS.ErrnoException): string => code ?? message;
  const follow = (id: number, socket: Socket): void => {
    const own = { socket, ahead: 0 };
    sockets.set(id, own);
    socket.on('data', (bytes) => {
      own.ahead += bytes.length;
      if (own.ahead >= window) socket.pause();
      tell({ kind: 'bytes', id, bytes: new Uint8Array(bytes) });
    });
    socket.on('end', () => tell({ kind: 'finished', id }));
    socket.on('error', (error) => tell({ kind: 'failed', id, code: codeOf(error) }));
    socket.on('close', () => {
      sockets.delete(id);
      tell({ kind: 'closed', id });
    });
  };
  const listen = (id: number, host: string, port: number): void => {
    const server = createServer({ noDelay: true, allowHalfOpen: true }, (socket) => {
      clients++;
      tell({ kind: 'client', id: -clients, of: id });
      follow(-clients, socket);
    });
    servers.push(server);
    server.on('error', (error) => tell({ kind: 'failed', id, code: codeOf(error) }));
    server.listen(port, host, () => {
      const address = server.address();
      tell({ kind: 'listens', id, port: typeof address === 'object' && address !== null ? address.port : port });
    });
  };
  const end = (): void => {
    for (const server of servers) server.close();
    for (const { socket } of sockets.values()) socket.destroySoon();
    const over = (): void => tell({ kind: 'ended' });
    const timer = setTimeout(over, lastMs);
    const check = (): void => {
      if (sockets.size > 0) return;
      clearTimeout(timer);
      over();
    };
    for (const { socket } of sockets.values()) socket.on('close', check);
    check();
  };
  channel.on('message', (order: SocketOrder) => {
    if (order.kind === 'end') end();
    else if (order.kind === 'listen') listen(order.id, order.host, order.port);
    else if (order.kind === 'connect') {
      const socket = connect({ host: order.host, port: order.port, noDelay: true, allowHalfOpen: true });
      socket.on('connect', () => tell({ kind: 'open', id: order.id }));
      follow(order.id, socket);
    } else {
      const own = sockets.get(order.id);
      if (own === undefined || own.socket.destroyed) return;
      const { socket } = own;
      if (order.kind === 'bytes') {
        const { length } = order.bytes;
        socket.write(order.bytes, () => tell({ kind: 'sent', id: order.id, count: length }));
      } else if (order.kind === 'taken') {
        own.ahead -= order.count;
        if (own.ahead < window) socket.resume();
      } else if (order.kind === 'finish') socket.end();
      else if (socket.writableLength === 0) socket.resetAndDestroy();
      else socket.write('', () => socket.resetAndDestroy());
    }
  });
}
