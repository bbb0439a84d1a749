/** A button that deletes what the fields above it describe. */
import { Trash2 } from "lucide-react";
import { Button } from "../../ui/index.ts";
import styles from "./delete-button.module.css";

export type DeleteButtonProps = {
  readonly label: string;
  readonly onDelete: () => void;
};

export const DeleteButton = ({ label, onDelete }: DeleteButtonProps) => (
  <div>
    <Button size="small" className={styles.destroy} onClick={onDelete}>
      <Trash2 size={13} aria-hidden />
      {label}
    </Button>
  </div>
);
