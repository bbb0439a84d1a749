/** The results of a run: rows, objects, statements and console. */
import { useStore } from "zustand";
import { Callout, Count, Tab, TabList, TabPanel, Tabs } from "../../ui/index.ts";
import type { Playground } from "../playground.ts";
import { type ResultView, shownRun } from "../playground-store.ts";
import { ConsoleView } from "./console-view.tsx";
import { ObjectsView } from "./objects-view.tsx";
import styles from "./results-panel.module.css";
import { RowsView } from "./rows-view.tsx";
import { StatementsView } from "./statements-view.tsx";

type Props = { readonly playground: Playground };

export const ResultsPanel = ({ playground }: Props) => {
  const { store } = playground;
  const view = useStore(store, state => state.view);
  const outcome = useStore(store, state => shownRun(state)?.outcome);
  const lines = outcome?.lines.length ?? 0;
  return (
    <section className={styles.panel} aria-label="Results">
      <Tabs<ResultView> value={view} onChange={next => store.setState({ view: next })}>
        <TabList label="Results" trailing={<Note playground={playground} />}>
          <Tab value="rows">Rows</Tab>
          <Tab value="objects">Objects</Tab>
          <Tab value="statements">
            Statements <Count value={outcome?.totals.statements ?? 0} />
          </Tab>
          <Tab value="console">Console {lines > 0 ? <Count value={lines} /> : null}</Tab>
        </TabList>
        <RowNotes playground={playground} />
        <TabPanel value="rows">
          <RowsView playground={playground} />
        </TabPanel>
        <TabPanel value="objects">
          <ObjectsView playground={playground} />
        </TabPanel>
        <TabPanel value="statements">
          <StatementsView playground={playground} />
        </TabPanel>
        <TabPanel value="console">
          <ConsoleView playground={playground} />
        </TabPanel>
      </Tabs>
    </section>
  );
};

const Note = ({ playground }: Props) => {
  const running = useStore(playground.store, state => state.running);
  const run = useStore(playground.store, shownRun);
  if (!run) return <span className={styles.note}>{running ? "running" : ""}</span>;
  const { kept } = run.outcome;
  return <span className={styles.note}>{kept ? "kept" : "preview, rolled back"}</span>;
};

/** Rows that do not fit the design. */
const RowNotes = ({ playground }: Props) => {
  const notes = useStore(playground.store, state => state.notes);
  const [first] = notes;
  if (!first) return null;
  const more = notes.length - 1;
  return (
    <div className={styles.notes}>
      <Callout kind={first.severity === "error" ? "error" : "warning"}>
        {first.message} {first.hint} {more > 0 ? `${more} more.` : ""}
      </Callout>
    </div>
  );
};
