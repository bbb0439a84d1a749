/** Composes a session from its parts. */
import { modelOf, noCallSites } from "../query/index.ts";
import { IdentityMap } from "./entities/identity-map.ts";
import { EntityQueries } from "./loading/entity-queries.ts";
import { Loader } from "./loading/loader.ts";
import { SelectionQueries } from "./loading/selection-queries.ts";
import { RelationAccess, type RelationChanges } from "./relation-access.ts";
import { UnitOfWork } from "./saving/unit-of-work.ts";
import { Session } from "./session.ts";
import type { SessionContext } from "./session-context.ts";
import { type SessionOptions, settingsIn } from "./session-options.ts";
import { SessionQueries } from "./session-queries.ts";
import { SessionSettings } from "./session-settings.ts";
import { Statements } from "./statements/statements.ts";
import { TransactionStack } from "./transactions.ts";
import { WriteLock } from "./write-lock.ts";

export type OpenSession = {
  readonly session: Session;
  /** Runs the queries that builders create. */
  readonly queries: SessionQueries;
};

const noClock = (): number => 0;
const noListener = (): void => undefined;

const contextOf = (options: SessionOptions): SessionContext => {
  const { document, driver, onStatement = null, now = noClock } = options;
  const model = modelOf(document);
  const callSites = options.callSites ?? noCallSites;
  const settings = new SessionSettings(model);
  const initial = settingsIn(options);
  if (initial) settings.configure(initial, undefined);
  const statements = new Statements({ driver, model, callSites, onStatement, now });
  return { callSites, settings, statements, identities: new IdentityMap() };
};

export const openSession = (options: SessionOptions): OpenSession => {
  const context = contextOf(options);
  const { statements, callSites, identities } = context;
  const transactions = new TransactionStack(statements, options.insideTransaction ?? false);
  const writeLock = new WriteLock();
  const onOutcome = options.onOutcome ?? noListener;
  const loader = new Loader(context);

  let known: UnitOfWork | null = null;
  /** Created with the first change, because most sessions only read. */
  const unitOfWork = (): UnitOfWork => {
    known ??= new UnitOfWork(context, transactions, relations);
    return known;
  };
  const changes: RelationChanges = {
    linked: change => unitOfWork().links.note(change),
    requireOwn: entity => unitOfWork().requireOwn(entity),
    orphaned: (entity, relation) => unitOfWork().orphans.note(entity, relation),
  };
  const relations = new RelationAccess(context, loader, changes);
  identities.setOwner(relations);

  const entityQueries = new EntityQueries(loader, statements, callSites);
  const shared = { context, transactions, writeLock, loader, unitOfWork };
  const selectionQueries = new SelectionQueries(context, loader);
  const queries = new SessionQueries({ ...shared, entityQueries, selectionQueries, onOutcome });
  return { queries, session: new Session({ ...shared, queries }) };
};
