/** The query screen, whose code, editor and database are loaded when it is first opened. */
import { lazy, type ReactNode, Suspense } from "react";
import { useWorkbench, useWorkspace } from "./hooks/index.ts";
import type { Playground, PlaygroundOptions } from "./playground/index.ts";
import { Button, ProgressLine, Tooltip } from "./ui/index.ts";

export type QuerySlot = { readonly screen: ReactNode; readonly runButton: ReactNode };

const rowsText = (count: number): string => (count === 1 ? "1 row" : `${count} rows`);

export const createQuerySlot = (options: PlaygroundOptions): QuerySlot => {
  let loading: Promise<{ readonly default: () => ReactNode; readonly playground: Playground }>;
  const load = () => {
    loading ??= import("./playground/index.ts").then(({ Playground, QueryPanel }) => {
      const playground = new Playground(options);
      return { default: () => <QueryPanel playground={playground} />, playground };
    });
    return loading;
  };
  const Screen = lazy(load);
  return {
    screen: (
      <Suspense fallback={<ProgressLine label="Loading the query screen" />}>
        <Screen />
      </Suspense>
    ),
    runButton: <RunButton playground={async () => (await load()).playground} />,
  };
};

/** A run from here is no preview: what it changes is kept. */
const RunButton = ({ playground }: { readonly playground: () => Promise<Playground> }) => {
  const { ports } = useWorkbench();
  const screen = useWorkspace(state => state.screen);
  if (screen !== "query") return null;
  const run = async () => {
    const outcome = await (await playground()).runAndKeep();
    if (!outcome || outcome.failure) return;
    const changed = outcome.statements.reduce((sum, statement) => sum + statement.changes, 0);
    ports.tell(
      changed > 0
        ? { title: `Kept: ${rowsText(changed)} written` }
        : {
            title: "Done",
            description: "The query changes no rows, so there was nothing to keep.",
          },
    );
  };
  return (
    <Tooltip label="Run the query and keep what it changes" shortcut="Mod+Enter">
      <Button variant="primary" onClick={() => void run()}>
        Run and keep
      </Button>
    </Tooltip>
  );
};
