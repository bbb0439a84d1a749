/**
 * A sandbox in a frame of opaque origin, with a policy that denies all network.
 * Its workers inherit both, and end with the frame.
 */
import frameHtml from "virtual:runner-frame";
import type { RunnerProject } from "../protocol.ts";
import type { Sandbox } from "../sandbox.ts";

export type FrameOptions = {
  /** The worker as one classic script. */
  readonly script: string;
  /** SQLite as a WebAssembly module. The frame has no network to fetch it from. */
  readonly sqlite: () => Promise<ArrayBuffer>;
};

const createFrame = (): HTMLIFrameElement => {
  const frame = document.createElement("iframe");
  frame.setAttribute("sandbox", "allow-scripts");
  frame.hidden = true;
  frame.title = "Runner";
  frame.srcdoc = frameHtml;
  return frame;
};

export const openFrame = ({ script, sqlite }: FrameOptions, project: RunnerProject): Sandbox => {
  const frame = createFrame();
  const loaded = new Promise(resolve => frame.addEventListener("load", resolve, { once: true }));
  document.body.append(frame);
  // An opaque origin cannot be named as a target. The frame contains only our own script.
  const post = (message: unknown, ports: MessagePort[]): void =>
    frame.contentWindow?.postMessage(message, "*", ports);
  const opening = Promise.all([sqlite(), loaded]).then(([bytes]) =>
    post({ script, project, sqlite: bytes }, []),
  );
  return {
    async start() {
      await opening;
      const { port1, port2 } = new MessageChannel();
      post(null, [port2]);
      return port1;
    },
    close: () => frame.remove(),
  };
};
