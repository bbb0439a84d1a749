// How much a card shows: all its rows from near, only its name from afar.

import { useStore } from "@xyflow/react";
import { createContext, type ReactNode, useContext } from "react";

export type Detail = "rows" | "name";

const rowsLegibleFrom = 0.42;
const DetailContext = createContext<Detail>("rows");

export function useDetail(): Detail {
  return useContext(DetailContext);
}

/** One subscription to the zoom for all cards; they draw again only when the level changes. */
export function DetailByZoom({ children }: { readonly children: ReactNode }) {
  const detail = useStore(({ transform }) => (transform[2] < rowsLegibleFrom ? "name" : "rows"));
  return <DetailContext value={detail}>{children}</DetailContext>;
}
