// Types of chromium.mjs for the TypeScript files that import it.
export function findChromium(): Promise<string | undefined>;
export function ensureChromium(): Promise<string | undefined>;
