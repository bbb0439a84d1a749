/** Advice on a run: rules over its statements, one file each. */
export { type Advice, type AdvisedStatement, applyTextEdit, type TextEdit } from "./advice.ts";
export { adviceOn } from "./registry.ts";
