/** The window's frame. */
export { Announcer } from "./announcer.tsx";
export { ErrorBoundary } from "./error-boundary.tsx";
export { Palette } from "./palette.tsx";
export { followAddress } from "./route.ts";
export { StatusBar } from "./status-bar.tsx";
export { TopBar } from "./top-bar.tsx";
export { useClipboard } from "./use-clipboard.ts";
export { useIncoming } from "./use-incoming.ts";
export { usePanelMoves } from "./use-panel-moves.ts";
export { useShortcuts } from "./use-shortcuts.ts";
