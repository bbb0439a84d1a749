/** What the steps of a flush share. */
import type { TextRange } from "../../../base/index.ts";
import type { Dialect } from "../../../sql/index.ts";
import type { SessionSettings } from "../../session-settings.ts";
import type { Cascades } from "../cascades/cascades.ts";
import type { RowKeys } from "../cascades/row-keys.ts";

export type FlushContext = {
  readonly dialect: Dialect;
  readonly settings: SessionSettings;
  readonly rowKeys: RowKeys;
  readonly cascades: Cascades;
  readonly origin: TextRange | undefined;
};
