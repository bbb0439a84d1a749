/** The contrast of texts and borders, as WCAG computes it, in both themes. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const css = readFileSync(new URL("tokens.css", import.meta.url), "utf8");

const colorOf = (token: string, theme: "light" | "dark"): string => {
  const found = new RegExp(`--${token}: light-dark\\((#\\w{6}), (#\\w{6})\\)`).exec(css);
  const color = found?.[theme === "light" ? 1 : 2];
  if (color === undefined) throw new Error(`there is no color --${token}`);
  return color;
};

const luminance = (color: string): number => {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map(at => Number.parseInt(color.slice(at, at + 2), 16) / 255)
    .map(part => (part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};

const contrast = (one: string, other: string): number => {
  const [bright = 0, dim = 0] = [luminance(one), luminance(other)].toSorted((a, b) => b - a);
  return (bright + 0.05) / (dim + 0.05);
};

const SURFACES = ["ground", "canvas", "surface", "raised", "sunken"] as const;

/** The colors that a user can choose. */
const colorNames = [...css.matchAll(/--color-(\w+):/g)].flatMap(([, name]) => name ?? []);

describe.each(["light", "dark"] as const)("in the %s theme", theme => {
  it.each(SURFACES)("texts and borders can be seen on the %s", surface => {
    const ratio = (token: string) => contrast(colorOf(token, theme), colorOf(surface, theme));
    for (const text of ["ink", "ink-soft", "ink-faint"]) {
      expect(ratio(text), text).toBeGreaterThanOrEqual(4.5);
    }
    expect(ratio("field-line"), "field-line").toBeGreaterThanOrEqual(3);
  });

  it.each(colorNames)("%s can be seen on the canvas, and text can be read on it", name => {
    const line = colorOf(`color-${name}`, theme);
    const fill = colorOf(`color-${name}-soft`, theme);
    expect(contrast(line, colorOf("canvas", theme))).toBeGreaterThanOrEqual(3);
    expect(contrast(line, fill)).toBeGreaterThanOrEqual(3);
    expect(contrast(colorOf("ink", theme), fill)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(colorOf("ink-faint", theme), fill)).toBeGreaterThanOrEqual(4.5);
  });
});
