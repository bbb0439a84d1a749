/** What a drop would add, while a relation is dragged. */
import { Panel } from "@xyflow/react";
import { useEffect, useState } from "react";
import { useWorkbench } from "../hooks/index.ts";
import { describeRelation } from "./describe-relation.ts";
import styles from "./drop-hint.module.css";
import { relationAt } from "./use-connecting.ts";

export const DropHint = ({ from }: { readonly from: string }) => {
  const { project } = useWorkbench();
  const [text, setText] = useState(NOTHING);
  useEffect(() => {
    const follow = (event: PointerEvent) => {
      const { document } = project.getState();
      const ends = relationAt(document, from, { x: event.clientX, y: event.clientY });
      setText(ends === null ? NOTHING : describeRelation(document, ends, project.newId));
    };
    addEventListener("pointermove", follow);
    return () => removeEventListener("pointermove", follow);
  }, [project, from]);
  return (
    <Panel position="top-center" className={styles.hint ?? ""}>
      <output>{text}</output>
    </Panel>
  );
};

const NOTHING = "Choose the table or the column to relate it to";
