/** The results of the queries as a tree: one object per row, repeated objects as references. */
import { useMemo } from "react";
import { useStore } from "zustand";
import type { ShownValue } from "../../runners/index.ts";
import { EmptyState, Tree, type TreeNode } from "../../ui/index.ts";
import type { Playground } from "../playground.ts";
import { shownRun } from "../playground-store.ts";
import { ShownLabel } from "./shown-label.tsx";

const childrenOf = (value: ShownValue): readonly (readonly [string, ShownValue])[] => {
  if (value.kind === "object") return value.fields;
  if (value.kind === "list")
    return value.items.map((item, index) => [String(index), item] as const);
  return [];
};

const nodeOf = (name: string, value: ShownValue, id: string): TreeNode => {
  const children = childrenOf(value);
  const label = <ShownLabel name={name} value={value} />;
  if (children.length === 0) return { id, label };
  return {
    id,
    label,
    children: () => children.map(([field, inner]) => nodeOf(field, inner, `${id}.${field}`)),
  };
};

/** A list of one is shown as its item. */
const rootOf = (value: ShownValue): ShownValue =>
  value.kind === "list" && value.items.length === 1 ? (value.items[0] ?? value) : value;

export const ObjectsView = ({ playground }: { readonly playground: Playground }) => {
  const run = useStore(playground.store, shownRun);
  const nodes = useMemo(
    () =>
      (run?.outcome.results ?? []).map(({ value, origin }, index) => {
        const name =
          origin && run ? run.code.slice(origin.start, origin.end) : `result ${index + 1}`;
        return nodeOf(name, rootOf(value), String(index));
      }),
    [run],
  );
  if (nodes.length === 0) {
    return <EmptyState title="No objects yet">The results of queries are shown here.</EmptyState>;
  }
  return (
    <Tree
      // A new run is a new tree: open nodes of the old one may not exist.
      key={run?.code}
      label="Objects"
      nodes={nodes}
      initiallyOpen={nodes.slice(0, 1).map(node => node.id)}
    />
  );
};
