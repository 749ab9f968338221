/** THE list of services that can listen on a host of a set-up. */

/** The services by name: the default ports without and with TLS, and the settings and changes that the service has besides those of every host. */
export const HOST_SERVICES = {
  echo: { port: 80, securePort: 443, has: ['tls', 'certificates', 'reset', 'send', 'sendBytes'] },
  http: { port: 80, securePort: 443, has: ['tls', 'certificates', 'answer', 'status', 'location', 'files', 'reset', 'send', 'sendBytes'] },
  lines: { port: 80, securePort: 443, has: ['tls', 'certificates', 'answer', 'reset', 'send', 'sendBytes'] },
  mqtt: { port: 1883, securePort: 8883, has: ['tls', 'certificates', 'user', 'password', 'reset', 'publish', 'retain'] },
  ntp: { port: 123, securePort: 123, has: ['date'] },
  silent: { port: 80, securePort: 443, has: ['tls', 'certificates', 'reset', 'send', 'sendBytes'] },
} as const;

/** Name of a service. */
export type HostService = keyof typeof HOST_SERVICES;

/** The names of all services. */
export const HOST_SERVICE_NAMES = Object.keys(HOST_SERVICES) as readonly HostService[];

/** Returns the settings and changes that other services have and this one lacks. */
export function lackedBy(service: HostService): string[] {
  const own: readonly string[] = HOST_SERVICES[service].has;
  return Object.values(HOST_SERVICES).flatMap(({ has }) => has.filter((name) => !own.includes(name)));
}
