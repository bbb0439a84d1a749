/** What a flush has to know beside its steps. */
import { keepShape, type TextRange } from "../../base/index.ts";
import type { Dialect } from "../../sql/index.ts";
import type { SessionSettings } from "../session-settings.ts";
import type { Cascades } from "./cascades.ts";
import type { RowKeys } from "./row-keys.ts";

export class FlushContext {
  readonly dialect: Dialect;
  readonly settings: SessionSettings;
  readonly rowKeys: RowKeys;
  readonly cascades: Cascades;
  readonly origin: TextRange | undefined;

  constructor(
    dialect: Dialect,
    settings: SessionSettings,
    rowKeys: RowKeys,
    cascades: Cascades,
    origin: TextRange | undefined,
  ) {
    this.dialect = dialect;
    this.settings = settings;
    this.rowKeys = rowKeys;
    this.cascades = cascades;
    this.origin = origin;
  }
}

keepShape(FlushContext);
