/**
 * A sandbox in a frame of opaque origin, with a policy that denies all network.
 * Its workers inherit both, and end with the frame.
 */
import frameHtml from "virtual:runner-frame";

export type FrameContent = {
  /** The worker as one classic script. */
  readonly script: string;
  /** The WebAssembly module that the worker needs. The frame has no network to fetch it from. */
  readonly wasm: ArrayBuffer;
  /** What each worker starts with. */
  readonly content: unknown;
};

/** What a worker receives as its only message; a port comes with it. */
export type WorkerStart<Content> = {
  readonly content: Content;
  readonly wasm: WebAssembly.Module;
};

export type Frame = {
  /** Starts a worker, and ends the one that was started before. */
  start(): Promise<MessagePort>;
  /** Ends the frame and its worker, even a busy one. */
  close(): void;
};

const createFrame = (): HTMLIFrameElement => {
  const frame = document.createElement("iframe");
  frame.setAttribute("sandbox", "allow-scripts");
  frame.hidden = true;
  frame.title = "Runner";
  frame.srcdoc = frameHtml;
  return frame;
};

/** Opens a frame, which receives its content when that is loaded. Buffers to transfer are empty later. */
export const openFrame = <Content extends FrameContent>(
  loading: Promise<Content>,
  transferOf: (content: Content) => readonly ArrayBuffer[] = () => [],
): Frame => {
  const frame = createFrame();
  const loaded = new Promise(resolve => frame.addEventListener("load", resolve, { once: true }));
  document.body.append(frame);
  // An opaque origin cannot be named as a target. The frame contains only our own script.
  const post = (message: unknown, transfer: readonly Transferable[]): void =>
    frame.contentWindow?.postMessage(message, "*", [...transfer]);
  const opening = Promise.all([loading, loaded]).then(([content]) =>
    post(content, transferOf(content)),
  );
  // `start` reports the failure.
  opening.catch(() => undefined);
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
