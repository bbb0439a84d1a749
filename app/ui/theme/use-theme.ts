/** The theme as React reads it. */

import { useSyncExternalStore } from "react";
import {
  onThemeChange,
  type ShownTheme,
  shownTheme,
  type ThemeChoice,
  themeChoice,
} from "./theme.ts";

export function useThemeChoice(): ThemeChoice {
  return useSyncExternalStore(onThemeChange, themeChoice);
}

export function useShownTheme(): ShownTheme {
  return useSyncExternalStore(onThemeChange, shownTheme);
}
