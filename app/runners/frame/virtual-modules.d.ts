/** Modules that the bundler generates (`scripts/vite/runner-sandbox.ts`). */
declare module "virtual:runner-frame" {
  /** The HTML of the sandboxed frame. */
  const html: string;
  export default html;
}

declare module "virtual:runner-worker/*" {
  /** A worker as the text of one classic script. */
  const script: string;
  export default script;
}
