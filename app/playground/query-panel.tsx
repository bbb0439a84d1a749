/** The query screen below the diagram: the query, its SQL, and what it gave. */
import { useEffect } from "react";
import { Panel, PanelHandle, Panels } from "../ui/index.ts";
import { QueryEditor } from "./editor/query-editor.tsx";
import { lightDiagram } from "./light-diagram.ts";
import type { Playground } from "./playground.ts";
import { ResultsPanel } from "./results/results-panel.tsx";
import { SqlPanel } from "./sql/sql-panel.tsx";

export const QueryPanel = ({ playground }: { readonly playground: Playground }) => {
  useEffect(() => {
    const stops = [playground.follow(), lightDiagram(playground)];
    return () => {
      for (const stop of stops) stop();
    };
  }, [playground]);
  return (
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
};
