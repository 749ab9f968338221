/** The methods of `bluetooth.BLE` for channels of L2CAP (`extmod/modbluetooth.c`). */
import { EINVAL } from '../../errno.js';
import { writableBuffer } from '../../objects/bytes.js';
import { arg, methodsOf } from '../../objects/declare.js';
import { raise } from '../../objects/exception.js';
import { anything, buffer, int } from '../../objects/kinds.js';
import { None } from '../../objects/none.js';
import { type BleObject, check, PACKET } from './ble.js';

const { method } = methodsOf<BleObject>();
const connection = arg('conn_handle', int);
const psm = arg('psm', int);
const mtu = arg('mtu', int);
const cid = arg('cid', int);
const mtuOf = (given: number): number => Math.max(32, Math.min(0xffff, given));

/** The methods. */
export const channelMethods = {
  l2cap_listen: method('Accept a channel.', [psm, mtu], (self, port, longest) =>
    self.makeChannel(mtuOf(longest), (host) => host.channels.listen(port & 0xffff, mtuOf(longest))),
  ),
  l2cap_connect: method(
    'Open a channel.',
    [connection, psm, mtu],
    (self, handle, port, longest) =>
      self.makeChannel(mtuOf(longest), (host) =>
        host.channels.connect(host.connections.get(handle & 0xffff), port & 0xffff, mtuOf(longest)),
      ),
    PACKET,
  ),
  l2cap_disconnect: method(
    'Close a channel.',
    [connection, cid],
    (self, handle, channel) => self.do((host) => host.channels.disconnect(handle & 0xffff, channel & 0xffff)),
    PACKET,
  ),
  l2cap_send: method(
    'Send bytes by a channel; whether more can be sent at once.',
    [connection, cid, arg('buf', buffer)],
    (self, handle, channel, { bytes }) => {
      self.mustBeActive();
      const { status, isStalled } = self.host.channels.send(handle & 0xffff, channel & 0xffff, bytes);
      check(status);
      return !isStalled;
    },
    PACKET,
  ),
  l2cap_recvinto: method(
    'Read what has come by a channel into a buffer; None: how much that is.',
    [connection, cid, arg('buf', anything)],
    (self, handle, channel, into) => {
      self.mustBeActive();
      const bytes = into === None ? null : writableBuffer(into).bytes;
      const count = self.host.channels.receive(handle & 0xffff, channel & 0xffff, bytes);
      if (count === null) throw raise.OSError(EINVAL);
      return count;
    },
  ),
};
