/** Colors are absent where there are none, as in older projects. */
import type { ColorName } from "../records.ts";

/** The record with its color, and without the property for null. */
export const withColor = <Fields extends { readonly color?: ColorName | null }>({
  color,
  ...fields
}: Fields): Omit<Fields, "color"> & { readonly color?: ColorName } =>
  color ? { ...fields, color } : fields;
