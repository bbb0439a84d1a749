/** The colors of an element that a user has colored, as custom properties. */
import type { CSSProperties } from "react";

/** Sets `--color-line` and `--color-fill`; neither without a color. */
export const colorStyle = (name: string | undefined): CSSProperties =>
  name === undefined
    ? {}
    : ({
        "--color-line": `var(--color-${name})`,
        "--color-fill": `var(--color-${name}-soft)`,
      } as CSSProperties);
