/** How much a card shows: all its rows from near, its name from afar, and then only its place. */

import { useStore } from "@xyflow/react";
import { createContext, type ReactNode, useContext } from "react";

export type Detail = "rows" | "name" | "place";

const rowsLegibleFrom = 0.42;
const namesLegibleFrom = 0.12;
const DetailContext = createContext<Detail>("rows");

export function useDetail(): Detail {
  return useContext(DetailContext);
}

/** One subscription to the zoom for all cards; they draw again only when the level changes. */
export function DetailByZoom({ children }: { readonly children: ReactNode }) {
  const detail = useStore(({ transform: [, , zoom] }) => detailAt(zoom));
  return <DetailContext value={detail}>{children}</DetailContext>;
}

function detailAt(zoom: number): Detail {
  if (zoom >= rowsLegibleFrom) return "rows";
  return zoom >= namesLegibleFrom ? "name" : "place";
}
