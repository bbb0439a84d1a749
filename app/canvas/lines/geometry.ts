/** Points, boxes and sides in diagram coordinates. */
import type { Point } from "../../state/index.ts";

export type { Point };

export type Box = Point & {
  readonly width: number;
  readonly height: number;
};

/** The right or the left side of a card. */
export type Side = 1 | -1;

export const edgeOf = (box: Box, side: Side): number => (side === 1 ? box.x + box.width : box.x);
