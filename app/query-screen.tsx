/** The query screen. Its code, editor and runners are loaded when it is first opened. */
import { type ComponentType, lazy } from "react";
import type { Playground, PlaygroundOptions } from "./playground/index.ts";

export type QueryScreenParts = {
  /** The lazily loaded screen; render it within `Suspense`. */
  readonly Screen: ComponentType;
  readonly loadPlayground: () => Promise<Playground>;
};

type Options = Omit<PlaygroundOptions, "runners">;
type Loaded = { readonly default: ComponentType; readonly playground: Playground };

const load = async (options: Options): Promise<Loaded> => {
  const [{ Playground, QueryPanel }, { createRunners }] = await Promise.all([
    import("./playground/index.ts"),
    import("./runners/index.ts"),
  ]);
  const playground = new Playground({ ...options, runners: createRunners() });
  return { default: () => <QueryPanel playground={playground} />, playground };
};

export const createQueryScreen = (options: Options): QueryScreenParts => {
  let loading: Promise<Loaded> | undefined;
  const loadOnce = () => {
    loading ??= load(options);
    return loading;
  };
  return { Screen: lazy(loadOnce), loadPlayground: async () => (await loadOnce()).playground };
};
