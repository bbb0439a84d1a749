/** Export: the design as code. */
export { ExportPanel } from "./export-panel.tsx";
