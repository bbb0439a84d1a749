/** The store of the project's queries. */
import { createStore, type StoreApi } from "zustand/vanilla";
import type { StoredQuery } from "../../engine/index.ts";

/** A named query and its language. */
export type SavedQuery = StoredQuery;

export type QueriesState = {
  readonly queries: readonly SavedQuery[];
  /** The id of the query in the editor. */
  readonly active: string;
  /** Whether the queries may run. Those of a project from elsewhere wait until the person agrees. */
  readonly trusted: boolean;
};

export type OpenQueries = {
  /** An empty list becomes one empty query. */
  readonly queries: readonly SavedQuery[];
  readonly active?: string | undefined;
  readonly trusted: boolean;
};

export type QueryStore = {
  readonly getState: StoreApi<QueriesState>["getState"];
  readonly getInitialState: StoreApi<QueriesState>["getInitialState"];
  readonly subscribe: StoreApi<QueriesState>["subscribe"];
  /** Replaces all queries with those of another project. */
  open(opened: OpenQueries): void;
  /** Lets the queries of this project run. */
  trust(): void;
  choose(id: string): void;
  write(text: string): void;
  rename(id: string, name: string): void;
  add(name: string, text: string): void;
  remove(id: string): void;
};

const FIRST: SavedQuery = { id: "query:1", name: "Query 1", language: "typescript", text: "" };

/** The query in the editor. */
export const activeQuery = ({ queries, active }: QueriesState): SavedQuery =>
  queries.find(query => query.id === active) ?? queries[0] ?? FIRST;

const nextId = (queries: readonly SavedQuery[]): string => {
  const numbers = queries.map(query => Number(query.id.split(":")[1] ?? 0));
  return `query:${Math.max(0, ...numbers.filter(Number.isFinite)) + 1}`;
};

export const createQueryStore = (): QueryStore => {
  const store = createStore<QueriesState>(() => ({
    queries: [FIRST],
    active: FIRST.id,
    trusted: true,
  }));
  const { getState, setState } = store;
  const replace = (id: string, change: Partial<SavedQuery>) =>
    setState(({ queries }) => ({
      queries: queries.map(query => (query.id === id ? { ...query, ...change } : query)),
    }));
  return {
    getState,
    getInitialState: store.getInitialState,
    subscribe: store.subscribe,
    open({ queries: stored, active, trusted }) {
      const queries = stored.length > 0 ? stored : [FIRST];
      setState({ queries, active: active ?? queries[0]?.id ?? FIRST.id, trusted });
    },
    trust: () => setState({ trusted: true }),
    choose: active => setState({ active }),
    write(text) {
      const { id, text: before } = activeQuery(getState());
      if (text !== before) replace(id, { text });
    },
    rename: (id, name) => replace(id, { name }),
    add(name, text) {
      const id = nextId(getState().queries);
      setState(({ queries }) => ({
        queries: [...queries, { id, name, language: "typescript", text }],
        active: id,
      }));
    },
    remove(id) {
      const rest = getState().queries.filter(query => query.id !== id);
      const queries = rest.length > 0 ? rest : [FIRST];
      const stays = queries.some(query => query.id === getState().active);
      setState({ queries, active: stays ? getState().active : (queries[0]?.id ?? FIRST.id) });
    },
  };
};
