/** The canvas panel. */
export { Canvas } from "./canvas.tsx";
