/** The query screen. Its code, editor and runners are loaded when it is first opened. */
import { lazy, type ReactNode, Suspense } from "react";
import { useStore } from "zustand";
import { useWorkbench, useWorkspace } from "./hooks/index.ts";
import type { Playground, PlaygroundOptions } from "./playground/index.ts";
import type { QueryStore } from "./state/index.ts";
import { Button, ProgressLine, Tooltip } from "./ui/index.ts";

export type QuerySlot = { readonly screen: ReactNode; readonly runButton: ReactNode };

const rowsText = (count: number): string => (count === 1 ? "1 row" : `${count} rows`);

type Loaded = { readonly default: () => ReactNode; readonly playground: Playground };

export const createQuerySlot = (options: Omit<PlaygroundOptions, "runners">): QuerySlot => {
  let loading: Promise<Loaded> | undefined;
  const load = () => {
    loading ??= loadQueryScreen(options);
    return loading;
  };
  const Screen = lazy(load);
  return {
    screen: (
      <Suspense fallback={<ProgressLine label="Loading the query screen" />}>
        <Screen />
      </Suspense>
    ),
    runButton: (
      <RunButton queries={options.queries} playground={async () => (await load()).playground} />
    ),
  };
};

const loadQueryScreen = async (options: Omit<PlaygroundOptions, "runners">): Promise<Loaded> => {
  const [{ Playground, QueryPanel }, { createRunners }] = await Promise.all([
    import("./playground/index.ts"),
    import("./runners/index.ts"),
  ]);
  const playground = new Playground({ ...options, runners: createRunners() });
  return { default: () => <QueryPanel playground={playground} />, playground };
};

type RunButtonProps = {
  readonly queries: QueryStore;
  readonly playground: () => Promise<Playground>;
};

/** Unlike a preview, a run from here keeps its changes. */
const RunButton = ({ queries, playground }: RunButtonProps) => {
  const { ports, project } = useWorkbench();
  const screen = useWorkspace(state => state.screen);
  const trusted = useStore(queries, state => state.trusted);
  if (screen !== "query") return null;
  const run = async () => {
    const { opened } = project.getState();
    const outcome = await (await playground()).runAndKeep();
    if (!outcome && opened !== project.getState().opened) {
      ports.notify({
        title: "Nothing was kept",
        description: "Another project was opened before the query ended.",
      });
    }
    if (!outcome || outcome.failure) return;
    const changed = outcome.statements.reduce((sum, statement) => sum + statement.changes, 0);
    ports.notify(
      changed > 0
        ? { title: `Kept: ${rowsText(changed)} written` }
        : {
            title: "Done",
            description: "The query changes no rows, so there was nothing to keep.",
          },
    );
  };
  return (
    <Tooltip label="Run the query and keep its changes" shortcut="Mod+Enter">
      <Button variant="primary" disabled={!trusted} onClick={() => void run()}>
        Run and keep
      </Button>
    </Tooltip>
  );
};
