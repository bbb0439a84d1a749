/** A query to start with, for views without results. */
import { useMemo } from "react";
import { useDocument } from "../hooks/index.ts";
import { simplestQuery } from "../project/index.ts";

export const QuerySuggestion = () => {
  const document = useDocument();
  const query = useMemo(() => simplestQuery(document), [document]);
  if (query === null) return "Add a table to the diagram, then query its rows.";
  return (
    <>
      Try <code>{query}</code>
    </>
  );
};
