/** How a connection of the simulated network and a real one become one. */
import type { Connection } from '../../net/connection.js';
import type { RealSocket } from './real-sockets.js';

/** Joins a connection of the simulated network and a real one: what comes from one goes to the other, as fast as that takes it. */
export function join(connection: Connection, socket: RealSocket): void {
  connection.keepsReceived = false;
  connection.onData = (bytes) => {
    socket.send(bytes);
    if (socket.isFull) connection.isReading = false;
  };
  socket.onRoom = () => {
    connection.isReading = true;
  };
  connection.onEnd = () => socket.finish();
  connection.onError = () => {
    // What has come before is passed on, however much that is: no more follows.
    connection.onData = (bytes) => socket.send(bytes);
    connection.isReading = true;
    socket.reset();
  };
  let waiting = 0;
  const taken = (): void => {
    if (waiting > 0) socket.taken(waiting);
    waiting = 0;
  };
  socket.onData = (bytes) => {
    waiting += bytes.length;
    connection.send(bytes);
    if (connection.unsent === 0) taken();
  };
  connection.onRoom = taken;
  socket.onEnd = () => connection.finish();
  socket.onFail = () => connection.reset();
}
