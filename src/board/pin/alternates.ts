/** Finds the part of the chip behind a pin's alternate function. */
import type { BoardParts } from '../board-parts.js';
import type { Alternate } from './pin.js';

/**
 * Returns the peripheral's side of an alternate function, given the datasheet's name of its signal: timer channels, external triggers, and
 * TX, RX, RTS and CTS of UARTs; null for others.
 */
export function alternateOf(signal: string, { timers, uarts }: Pick<BoardParts, 'timers' | 'uarts'>): Alternate | null {
  const flow = /^US?ART(\d+)_(RTS|CTS)$/.exec(signal);
  if (flow !== null) return uarts.get(Number(flow[1]))?.[flow[2] === 'RTS' ? 'rts' : 'cts'] ?? null;
  const sent = /^US?ART(\d+)_TX$/.exec(signal);
  if (sent !== null) return uarts.get(Number(sent[1]))?.ends.output ?? null;
  const received = /^US?ART(\d+)_RX$/.exec(signal);
  if (received !== null) return uarts.get(Number(received[1]))?.ends.receiver ?? null;
  const external = /^TIM(\d+)_ETR$/.exec(signal);
  if (external !== null) return timers.get(Number(external[1]))?.links.externalTrigger ?? null;
  const match = /^TIM(\d+)_CH([1-4])(N?)$/.exec(signal);
  if (match === null) return null;
  const channel = timers.get(Number(match[1]))?.channel(Number(match[2]));
  return channel === undefined ? null : match[3] === 'N' ? channel.complement : channel;
}
