/** Which theme is shown: light, dark, or what the system prefers; remembered in this browser. */

export const themeChoices = ["system", "light", "dark"] as const;
export type ThemeChoice = (typeof themeChoices)[number];
export type ShownTheme = "light" | "dark";

const storageKey = "stele.theme";
const darkPreference = matchMedia("(prefers-color-scheme: dark)");
const listeners = new Set<() => void>();
let choice = readChoice();

/** The person's choice. */
export function themeChoice(): ThemeChoice {
  return choice;
}

/** What is on screen, once the system's preference has been asked. */
export function shownTheme(): ShownTheme {
  if (choice !== "system") return choice;
  return darkPreference.matches ? "dark" : "light";
}

export function chooseTheme(next: ThemeChoice): void {
  choice = next;
  applyTheme();
  rememberChoice(next);
  tellListeners();
}

/** Writes the choice to the page; the tokens follow by themselves. */
export function applyTheme(): void {
  if (choice === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = choice;
}

/** Calls back whenever the choice or the shown theme changes; returns what ends it. */
export function onThemeChange(listener: () => void): () => void {
  if (listeners.size === 0) darkPreference.addEventListener("change", tellListeners);
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) darkPreference.removeEventListener("change", tellListeners);
  };
}

/** The colour that a token has now, as `rgb(…)`, for those who cannot read custom properties. */
export function tokenColour(token: `--${string}`): string {
  const probe = document.createElement("span");
  probe.style.color = `var(${token})`;
  document.body.append(probe);
  const colour = getComputedStyle(probe).color;
  probe.remove();
  return colour;
}

function tellListeners(): void {
  for (const listener of listeners) listener();
}

function readChoice(): ThemeChoice {
  try {
    const stored = localStorage.getItem(storageKey);
    return themeChoices.find(known => known === stored) ?? "system";
  } catch {
    return "system";
  }
}

function rememberChoice(next: ThemeChoice): void {
  try {
    localStorage.setItem(storageKey, next);
  } catch {
    // A browser that refuses storage still shows the theme until the page is closed.
  }
}
