/** Rows that survive every change of design. */
export { absorb, countRows } from "./absorb.ts";
export { materialize } from "./materialize.ts";
