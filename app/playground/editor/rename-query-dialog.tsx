/** Renames a query. */
import { useState } from "react";
import { Button, Dialog, TextField } from "../../ui/index.ts";

export type RenameQueryDialogProps = {
  readonly open: boolean;
  readonly name: string;
  readonly onClose: () => void;
  readonly onRename: (name: string) => void;
};

export const RenameQueryDialog = ({ open, name, onClose, onRename }: RenameQueryDialogProps) => {
  const [draft, setDraft] = useState<string | null>(null);
  const text = draft ?? name;
  const close = () => {
    setDraft(null);
    onClose();
  };
  const commit = () => {
    if (text.trim() !== "") onRename(text.trim());
    close();
  };
  return (
    <Dialog
      open={open}
      title="Rename query"
      onOpenChange={next => {
        if (!next) close();
      }}
      actions={
        <Button variant="primary" onClick={commit}>
          Rename
        </Button>
      }
    >
      <TextField label="Name" value={text} onChange={event => setDraft(event.target.value)} />
    </Dialog>
  );
};
