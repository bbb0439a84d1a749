/**
 * The page's content security policy, as a meta element, because a static site cannot set headers.
 * Why each source is allowed: docs/decisions/0006.
 */
import type { Plugin } from "vite";
import { frameScript } from "../../app/runners/frame/frame-script.ts";
import { scriptHash } from "./script-hash.ts";

const INLINE_SCRIPT = /<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g;
const CHARSET = '<meta charset="utf-8" />';

const policyFor = (html: string): string => {
  const inline = [...html.matchAll(INLINE_SCRIPT)].map(([, script = ""]) => script);
  const hashes = [...inline, frameScript].map(scriptHash).join(" ");
  return [
    "default-src 'self'",
    `script-src 'self' ${hashes} 'unsafe-eval' 'wasm-unsafe-eval'`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "worker-src 'self' blob:",
    "frame-src 'none'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
};

export const contentPolicy = (): Plugin => ({
  name: "stele:content-policy",
  transformIndexHtml: {
    // Last, so that the scripts that other plugins add are seen.
    order: "post",
    handler(html) {
      if (!html.includes(CHARSET)) throw new Error(`index.html has no ${CHARSET}`);
      const meta = `<meta http-equiv="Content-Security-Policy" content="${policyFor(html)}" />`;
      return html.replace(CHARSET, `${CHARSET}\n    ${meta}`);
    },
  },
});
