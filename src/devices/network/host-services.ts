/** What can listen on a host of a set-up: the one list. */

/** By name: the port where nobody chooses another, and what settings and changes it has besides those of every host. */
export const HOST_SERVICES = {
  echo: { port: 80, has: ['reset', 'send'] },
  http: { port: 80, has: ['answer', 'status', 'location', 'files', 'reset', 'send'] },
  lines: { port: 80, has: ['answer', 'reset', 'send'] },
  mqtt: { port: 1883, has: ['user', 'password', 'reset', 'publish', 'retain'] },
  ntp: { port: 123, has: ['date'] },
  silent: { port: 80, has: ['reset', 'send'] },
} as const;

/** One of them. */
export type HostService = keyof typeof HOST_SERVICES;

/** Their names. */
export const HOST_SERVICE_NAMES = Object.keys(HOST_SERVICES) as readonly HostService[];

/** What others have and it has not. */
export function lackedBy(service: HostService): string[] {
  const own: readonly string[] = HOST_SERVICES[service].has;
  return Object.values(HOST_SERVICES).flatMap(({ has }) => has.filter((name) => !own.includes(name)));
}
