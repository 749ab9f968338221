/** A request that is answered with an error: its message is for the user. */
export class Refusal extends Error {}
