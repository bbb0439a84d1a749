/** The worker in which Python runs. It has no network, no storage and no access to the page. */
import type { WorkerStart } from "../frame/open-frame.ts";
import { bootPython } from "./boot-python.ts";
import type { PythonStart } from "./protocol.ts";
import { servePython } from "./serve-python.ts";

const start = async ({
  data: { content, wasm },
  ports: [port],
}: MessageEvent<WorkerStart<PythonStart>>): Promise<void> => {
  if (!port) throw new Error("the start message brings a port");
  await servePython({
    port,
    start: content,
    boot: () => bootPython(wasm, content.standardLibrary),
  });
};

addEventListener("message", event => void start(event), { once: true });
