/** What distinguishes one build from another. */

declare const vpybBuild: string | undefined;

/** Name of this build, derived from its content; null if the sources run unbundled. */
export const build: string | null = typeof vpybBuild === 'string' ? vpybBuild : null;
