/** The query screen below the diagram: the query, its SQL and its results. */
import { useEffect, useRef } from "react";
import { Panel, PanelHandle, Panels } from "../ui/index.ts";
import { ConsentBanner } from "./consent-banner.tsx";
import { QueryEditor } from "./editor/query-editor.tsx";
import { highlightDiagram } from "./highlight-diagram.ts";
import type { Playground } from "./playground.ts";
import styles from "./query-panel.module.css";
import { ResultsPanel } from "./results/results-panel.tsx";
import { SqlPanel } from "./sql/sql-panel.tsx";

type Props = { readonly playground: Playground };

export const QueryPanel = ({ playground }: Props) => {
  const panel = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const stops = [playground.follow(), highlightDiagram(playground)];
    return () => {
      for (const stop of stops) stop();
    };
  }, [playground]);
  return (
    <div ref={panel} tabIndex={-1} className={styles.panel}>
      {/* The button disappears with the banner; the keyboard goes on from here. */}
      <ConsentBanner queries={playground.queries} onAgree={() => panel.current?.focus()} />
      <div className={styles.panes}>
        <Panes playground={playground} />
      </div>
    </div>
  );
};

const Panes = ({ playground }: Props) => (
  <Panels id="query" direction="vertical" panels={["texts", "results"]}>
    <Panel id="texts" minimum={120}>
      <Panels id="query-texts" direction="horizontal" panels={["object-query", "sql"]}>
        <Panel id="object-query" minimum={240}>
          <QueryEditor playground={playground} />
        </Panel>
        <PanelHandle label="Width of the query" />
        <Panel id="sql" minimum={240}>
          <SqlPanel playground={playground} />
        </Panel>
      </Panels>
    </Panel>
    <PanelHandle label="Height of the results" />
    <Panel id="results" size="45%" minimum={80}>
      <ResultsPanel playground={playground} />
    </Panel>
  </Panels>
);
