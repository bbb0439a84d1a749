/** Which theme is shown: light, dark, or what the system prefers; remembered in this browser. */
export const themeChoices = ["system", "light", "dark"] as const;
export type ThemeChoice = (typeof themeChoices)[number];
export type ShownTheme = "light" | "dark";

const STORAGE_KEY = "stele.theme";
const darkPreference = matchMedia("(prefers-color-scheme: dark)");
const listeners = new Set<() => void>();
const readChoice = (): ThemeChoice => {
  try {
    const stored = localStorage.getItem(STORAGE_KEY);
    return themeChoices.find(known => known === stored) ?? "system";
  } catch {
    return "system";
  }
};

let choice = readChoice();

/** The person's choice. */
export const themeChoice = (): ThemeChoice => choice;

/** What is on screen, once the system's preference has been asked. */
export const shownTheme = (): ShownTheme => {
  if (choice !== "system") return choice;
  return darkPreference.matches ? "dark" : "light";
};

export const chooseTheme = (next: ThemeChoice): void => {
  choice = next;
  applyTheme();
  rememberChoice(next);
  tellListeners();
};

/** Writes the choice to the page; the tokens follow by themselves. */
export const applyTheme = (): void => {
  if (choice === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = choice;
};

/** Calls back whenever the choice or the shown theme changes; returns what ends it. */
export const onThemeChange = (listener: () => void): (() => void) => {
  if (listeners.size === 0) darkPreference.addEventListener("change", tellListeners);
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) darkPreference.removeEventListener("change", tellListeners);
  };
};

/** The colour that a token has now, as `rgb(…)`, for those who cannot read custom properties. */
export const tokenColour = (token: `--${string}`): string => {
  const probe = document.createElement("span");
  probe.style.color = `var(${token})`;
  document.body.append(probe);
  const colour = getComputedStyle(probe).color;
  probe.remove();
  return colour;
};

const tellListeners = (): void => {
  for (const listener of listeners) listener();
};

const rememberChoice = (next: ThemeChoice): void => {
  try {
    localStorage.setItem(STORAGE_KEY, next);
  } catch {
    // A browser that refuses storage still shows the theme until the page is closed.
  }
};
