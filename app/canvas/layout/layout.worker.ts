/** The worker in which diagrams are laid out. */
import { expose } from "comlink";
import { layOut } from "./lay-out.ts";

export type LayoutWorker = { readonly layOut: typeof layOut };

expose({ layOut } satisfies LayoutWorker);
