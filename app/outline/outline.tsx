/** The outline: all tables, with a search by table or column name. */
import { useEffect, useMemo, useRef, useState } from "react";
import type { TableId } from "../../engine/index.ts";
import { useDocument, useProject, useWorkbench } from "../hooks/index.ts";
import { Count, TextInput, useKeptFocus } from "../ui/index.ts";
import styles from "./outline.module.css";
import { outlineRows } from "./outline-rows.ts";
import { OutlineTree } from "./outline-tree.tsx";

export const Outline = () => {
  const { ports } = useWorkbench();
  const document = useDocument();
  const selected = useProject(state => state.selection.tables);
  const [search, setSearch] = useState("");
  const input = useRef<HTMLInputElement>(null);
  const panel = useKeptFocus<HTMLElement>('[role="treeitem"][tabindex="0"]');
  const list = useRef<HTMLDivElement>(null);
  const open = selected.size === 1 ? selected : NO_TABLES;
  const rows = useMemo(() => outlineRows(document, { search, open }), [document, search, open]);
  useEffect(() => {
    ports.search = {
      focus: () => {
        input.current?.focus();
        input.current?.select();
      },
    };
    return () => {
      ports.search = null;
    };
  }, [ports]);
  return (
    <nav ref={panel} tabIndex={-1} aria-label="Tables" className={styles.outline}>
      <div className={styles.search}>
        <TextInput
          ref={input}
          type="search"
          aria-label="Find a table or column"
          placeholder="Find a table or column"
          value={search}
          onChange={event => setSearch(event.target.value)}
          onKeyDown={event => {
            if (event.key === "Escape") setSearch("");
            if (event.key === "ArrowDown" || event.key === "Enter") {
              event.preventDefault();
              list.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus();
            }
          }}
        />
      </div>
      <h2 className={styles.heading}>
        Tables <Count value={rows.filter(row => row.kind === "table").length} />
      </h2>
      {rows.length === 0 ? (
        <p className={styles.none}>{search === "" ? "No tables yet." : "No results"}</p>
      ) : (
        <OutlineTree rows={rows} viewport={list} />
      )}
    </nav>
  );
};

const NO_TABLES: ReadonlySet<TableId> = new Set();
