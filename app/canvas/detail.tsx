/** The level of detail, depending on the zoom: all rows; boxes below names; or also larger titles of areas. */
import { useStore } from "@xyflow/react";
import { createContext, type ReactNode, useContext } from "react";

export type Detail = "rows" | "name" | "place";

const ROWS_LEGIBLE_FROM = 0.42;
const NAMES_LEGIBLE_FROM = 0.12;
const DetailContext = createContext<Detail>("rows");

export const useDetail = (): Detail => useContext(DetailContext);

/** One subscription to the zoom for all cards; they render again only when the level changes. */
export const DetailByZoom = ({ children }: { readonly children: ReactNode }) => {
  const detail = useStore(({ transform: [, , zoom] }) => detailAt(zoom));
  return <DetailContext value={detail}>{children}</DetailContext>;
};

const detailAt = (zoom: number): Detail => {
  if (zoom >= ROWS_LEGIBLE_FROM) return "rows";
  return zoom >= NAMES_LEGIBLE_FROM ? "name" : "place";
};
