/** What tells one build from another. */

declare const vpybBuild: string | undefined;

/** Name of this build, by its content; null where the sources run unbundled. */
export const build: string | null = typeof vpybBuild === 'string' ? vpybBuild : null;
