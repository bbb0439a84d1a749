/** What to do where nothing has been asked yet. */
import { useMemo } from "react";
import { useDocument } from "../hooks/index.ts";
import { simplestQuery } from "../project/index.ts";

export const AskSomething = () => {
  const document = useDocument();
  const query = useMemo(() => simplestQuery(document), [document]);
  if (query === null) return "Add a table to the diagram, and ask for its rows.";
  return (
    <>
      Ask for something: <code>{query}</code>
    </>
  );
};
