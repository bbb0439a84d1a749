/** Advice on a run: rules over the statement log, one file each. */
export { findNPlusOne, type NPlusOne } from "./n-plus-one.ts";
