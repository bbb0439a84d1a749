/** The button that runs the query and keeps its changes, unlike a preview. */
import { useStore } from "zustand";
import { useWorkbench, useWorkspace } from "./hooks/index.ts";
import type { Playground } from "./playground/index.ts";
import type { Notice, QueryStore } from "./state/index.ts";
import { Button, Tooltip } from "./ui/index.ts";

type Props = {
  readonly queries: QueryStore;
  readonly loadPlayground: () => Promise<Playground>;
};

type Outcome = Awaited<ReturnType<Playground["runAndKeep"]>>;

const PROJECT_CLOSED: Notice = {
  title: "Nothing was kept",
  description: "Another project was opened before the query ended.",
};

const rowsText = (count: number): string => (count === 1 ? "1 row" : `${count} rows`);

const noticeOf = ({ totals }: NonNullable<Outcome>): Notice =>
  totals.changes > 0
    ? { title: `Kept: ${rowsText(totals.changes)} written` }
    : { title: "Done", description: "The query changes no rows, so there was nothing to keep." };

export const RunButton = ({ queries, loadPlayground }: Props) => {
  const { ports, project } = useWorkbench();
  const screen = useWorkspace(state => state.screen);
  const trusted = useStore(queries, state => state.trusted);
  if (screen !== "query") return null;
  const run = async () => {
    const { opened } = project.getState();
    const outcome = await (await loadPlayground()).runAndKeep();
    if (outcome && !outcome.failure) ports.notify(noticeOf(outcome));
    else if (!outcome && opened !== project.getState().opened) ports.notify(PROJECT_CLOSED);
  };
  return (
    <Tooltip label="Run the query and keep its changes" shortcut="Mod+Enter">
      <Button variant="primary" disabled={!trusted} onClick={() => void run()}>
        Run and keep
      </Button>
    </Tooltip>
  );
};
