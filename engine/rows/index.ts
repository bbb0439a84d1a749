/** Rows that survive every change of design. */
export { absorb } from "./absorb.ts";
export { materialize } from "./materialize.ts";
