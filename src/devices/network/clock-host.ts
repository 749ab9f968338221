/** A host of a set-up that tells the time by NTP. */
import type { Host } from '../../net/host.js';
import { NtpServer } from '../../net/ntp.js';
import { NetworkHost } from './network-host.js';

export class ClockHost extends NetworkHost {
  readonly #clock: NtpServer;

  constructor(
    host: Host,
    private readonly port: number,
  ) {
    super(host);
    this.#clock = new NtpServer(host.time);
    this.serving = true;
  }

  protected listen(): () => void {
    const { close } = this.host.datagrams(this.port, (bytes, sender) => {
      this.heard += `${sender.address}\n`;
      this.#clock.hear(bytes, sender);
    });
    return close;
  }

  /** Sets what its clock shows now, UTC, in seconds since 2000. */
  set date(seconds: number) {
    this.#clock.set(seconds);
  }
}
