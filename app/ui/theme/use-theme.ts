/** The theme as a hook. */
import { useSyncExternalStore } from "react";
import {
  onThemeChange,
  type ShownTheme,
  shownTheme,
  type ThemeChoice,
  themeChoice,
} from "./theme.ts";

export const useThemeChoice = (): ThemeChoice => useSyncExternalStore(onThemeChange, themeChoice);

export const useShownTheme = (): ShownTheme => useSyncExternalStore(onThemeChange, shownTheme);
