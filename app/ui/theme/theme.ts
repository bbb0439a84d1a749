/** The theme: light, dark, or the system's preference; remembered in this browser. */
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

/** The user's choice. */
export const themeChoice = (): ThemeChoice => choice;

/** The theme on screen, with the system's preference resolved. */
export const shownTheme = (): ShownTheme => {
  if (choice !== "system") return choice;
  return darkPreference.matches ? "dark" : "light";
};

export const chooseTheme = (next: ThemeChoice): void => {
  choice = next;
  applyTheme();
  rememberChoice(next);
  notifyListeners();
};

/** Applies the choice to the page. */
export const applyTheme = (): void => {
  if (choice === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = choice;
};

/** Subscribes to changes of the theme; returns a function that unsubscribes. */
export const onThemeChange = (listener: () => void): (() => void) => {
  if (listeners.size === 0) darkPreference.addEventListener("change", notifyListeners);
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) darkPreference.removeEventListener("change", notifyListeners);
  };
};

/** The color of a token as `rgb(…)`, in the shown theme or another, for code that cannot use custom properties. */
export const tokenColour = (token: `--${string}`, theme?: ShownTheme): string => {
  const probe = document.createElement("span");
  if (theme !== undefined) probe.style.colorScheme = theme;
  probe.style.color = `var(${token})`;
  document.body.append(probe);
  const colour = getComputedStyle(probe).color;
  probe.remove();
  return colour;
};

const notifyListeners = (): void => {
  for (const listener of listeners) listener();
};

const rememberChoice = (next: ThemeChoice): void => {
  try {
    localStorage.setItem(STORAGE_KEY, next);
  } catch {
    // Without storage the choice lasts as long as the page.
  }
};
