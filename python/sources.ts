/** Our own Python, which the interpreter in a browser and the one in the tests both run. */

const files: Readonly<Record<string, string>> = import.meta.glob("./stele_runtime/**/*.py", {
  query: "?raw",
  import: "default",
  eager: true,
});

/** The text of each module, by its path. */
export const sources: readonly (readonly [path: string, text: string])[] = Object.entries(
  files,
).map(([path, text]) => [path.slice("./".length), text]);
