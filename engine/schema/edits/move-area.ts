/** Moves an area with the tables, notes and areas that it contains. */
import { type Report, report } from "../../base/index.ts";
import { Change } from "../change.ts";
import type { Diff } from "../diff.ts";
import type {
  Area,
  AreaId,
  Note,
  Placement,
  Rectangle,
  SchemaDocument,
  TableId,
} from "../records.ts";
import { recordOf, recordsOf } from "../views.ts";

/** The sizes of the tables as they are drawn; a table without one is a point. */
export type TableSizes = ReadonlyMap<TableId, Pick<Rectangle, "width" | "height">>;

const containsPoint = (area: Rectangle, x: number, y: number): boolean =>
  x >= area.x && x <= area.x + area.width && y >= area.y && y <= area.y + area.height;

const hasCenterOf = (area: Rectangle, { x, y, width, height }: Rectangle): boolean =>
  containsPoint(area, x + width / 2, y + height / 2);

const isWithin = (area: Rectangle, { x, y, width, height }: Rectangle): boolean =>
  containsPoint(area, x, y) && containsPoint(area, x + width, y + height);

const NO_SIZE = { width: 0, height: 0 };

/** What an area contains: tables and notes whose center is in it, and areas that are completely in it. */
export const contentsOfArea = (
  document: SchemaDocument,
  id: AreaId,
  sizes: TableSizes,
): readonly (Placement | Note | Area)[] => {
  const area = recordOf(document, "area", id);
  return [
    ...recordsOf(document, "placement").filter(({ table, x, y }) =>
      hasCenterOf(area, { x, y, ...(sizes.get(table) ?? NO_SIZE) }),
    ),
    ...recordsOf(document, "note").filter(note => hasCenterOf(area, note)),
    ...recordsOf(document, "area").filter(other => other.id !== id && isWithin(area, other)),
  ];
};

export type MoveArea = {
  readonly area: AreaId;
  readonly x: number;
  readonly y: number;
  readonly sizes: TableSizes;
};

export const moveArea = (
  document: SchemaDocument,
  { area: id, x, y, sizes }: MoveArea,
): Report<Diff> => {
  const area = recordOf(document, "area", id);
  const [right, down] = [Math.round(x) - area.x, Math.round(y) - area.y];
  const change = new Change(document);
  for (const record of [area, ...contentsOfArea(document, id, sizes)]) {
    change.put({ ...record, x: record.x + right, y: record.y + down });
  }
  return report(change.finish());
};
