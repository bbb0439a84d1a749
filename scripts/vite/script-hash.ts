/** How a content security policy names an inline script. */
import { createHash } from "node:crypto";

export const scriptHash = (script: string): string =>
  `'sha256-${createHash("sha256").update(script).digest("base64")}'`;
