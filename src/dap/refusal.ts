/** Thrown for a request that is answered with an error. The message is for the user. */
export class Refusal extends Error {}
