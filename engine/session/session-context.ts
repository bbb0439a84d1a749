/** What loading, relations and saving share within one session. */
import type { CallSites } from "../query/index.ts";
import type { IdentityMap } from "./entities/identity-map.ts";
import type { SessionSettings } from "./session-settings.ts";
import type { Statements } from "./statements/statements.ts";

export type SessionContext = {
  readonly callSites: CallSites;
  readonly settings: SessionSettings;
  readonly statements: Statements;
  readonly identities: IdentityMap;
};
