/** What editors of code share. The editor itself is loaded when it is first shown. */
export { CodeView, type CodeViewProps } from "./code-view.tsx";
