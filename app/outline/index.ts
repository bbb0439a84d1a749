/** The outline panel. */
export { Outline } from "./outline.tsx";
