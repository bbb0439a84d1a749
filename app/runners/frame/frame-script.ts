/** The script of the sandboxed frame. The page's policy and the frame's own list it by its hash. */

/**
 * The first message of the page brings the worker as text, a WebAssembly module, and the content that each worker
 * starts with. Each further message brings a port: it ends the worker before, if there is one, and starts another one
 * for that port.
 */
export const frameScript = `
let opened;
let worker;
const open = ({ script, wasm, content }) => ({
  address: URL.createObjectURL(new Blob([script], { type: "text/javascript" })),
  start: WebAssembly.compile(wasm).then(module => ({ content, wasm: module })),
});
addEventListener("message", ({ source, data, ports }) => {
  if (source !== parent) return;
  if (!opened) {
    opened = open(data);
    return;
  }
  worker?.terminate();
  const next = new Worker(opened.address);
  worker = next;
  opened.start.then(start => next.postMessage(start, ports));
});
`;
