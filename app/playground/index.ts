/** The query playground. */
export { Playground, type PlaygroundOptions } from "./playground.ts";
export { QueryPanel } from "./query-panel.tsx";
