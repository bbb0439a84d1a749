/** Automatic layout in a worker, so that the page stays responsive. */
import { proxy, wrap } from "comlink";
import type { PlacedCard } from "./columns.ts";
import type { LayoutRequest, OnProgress } from "./lay-out.ts";
import type { LayoutWorker } from "./layout.worker.ts";

export type { PlacedCard } from "./columns.ts";
export type { LayoutCard, LayoutLink } from "./graph.ts";
export type { LayoutRequest, OnProgress } from "./lay-out.ts";

/** The places of all cards, from 0, 0 on. */
export const layOutInWorker = async (
  request: LayoutRequest,
  onProgress: OnProgress,
): Promise<readonly PlacedCard[]> => {
  const worker = new Worker(new URL("./layout.worker.ts", import.meta.url), { type: "module" });
  const failed = new Promise<never>((_, reject) => {
    worker.addEventListener("error", ({ message }) => reject(new Error(message)));
  });
  try {
    return await Promise.race([
      wrap<LayoutWorker>(worker).layOut(request, proxy(onProgress)),
      failed,
    ]);
  } finally {
    worker.terminate();
  }
};
