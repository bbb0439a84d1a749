/** What happens to rows when the row that they reference is deleted. */
import { info, warning } from "../../base/index.ts";
import type { Column, ForeignKey } from "../../schema/index.ts";
import type { DjangoModule } from "./module.ts";

export type OnDelete = { readonly code: string; readonly comments: readonly string[] };

const NOTHING = "models.DO_NOTHING";

const lost = (module: DjangoModule, key: ForeignKey, message: string): OnDelete => {
  module.addDiagnostic(warning("action-lost", message, { record: key.id }));
  return { code: NOTHING, comments: [message] };
};

/**
 * The action, carried out by the database. Django does not mix such actions with those that it carries out itself, so
 * the database also refuses a deletion.
 */
export const onDelete = (module: DjangoModule, column: Column, key: ForeignKey): OnDelete => {
  switch (key.onDelete) {
    case "cascade":
      return { code: "models.DB_CASCADE", comments: [] };
    case "set null":
      if (column.nullable) return { code: "models.DB_SET_NULL", comments: [] };
      return lost(module, key, "Django has no SET NULL for a column that is not nullable.");
    case "set default":
      if (column.default) return { code: "models.DB_SET_DEFAULT", comments: [] };
      return lost(module, key, "Django has no SET DEFAULT for a column without a default.");
    case "restrict": {
      const message = "The database refuses the deletion when the transaction ends.";
      module.addDiagnostic(info("restrict-deferred", message, { record: key.id }));
      return { code: NOTHING, comments: [message] };
    }
    case "no action":
      return { code: NOTHING, comments: [] };
  }
};

/** Comments on what Django does not declare for a foreign key. */
export const lostParts = (module: DjangoModule, key: ForeignKey): readonly string[] => {
  if (key.name !== null && key.name !== "") {
    const message = `Django names the constraint of "${key.forward}" itself; ${key.name} is omitted.`;
    module.addDiagnostic(info("constraint-name-lost", message, { record: key.id }));
  }
  if (key.onUpdate === "no action") return [];
  const message = `Django does not declare ON UPDATE ${key.onUpdate.toUpperCase()}.`;
  module.addDiagnostic(warning("action-lost", message, { record: key.id }));
  return [message];
};
