/** The buttons that choose files, or a folder. */
import { FileUp, FolderUp } from "lucide-react";
import { type ChangeEvent, useRef } from "react";
import { Button } from "../ui/index.ts";
import { acceptedFiles } from "./formats.ts";
import styles from "./import-dialog.module.css";

type Props = { readonly onFiles: (files: readonly File[]) => void };

export const FileButtons = ({ onFiles }: Props) => {
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const onChange = ({ target }: ChangeEvent<HTMLInputElement>) => {
    const chosen = [...(target.files ?? [])];
    // The same file can be chosen again.
    target.value = "";
    if (chosen.length > 0) onFiles(chosen);
  };
  const input = { type: "file", hidden: true, multiple: true, onChange } as const;
  return (
    <div className={styles.buttons}>
      <input {...input} ref={files} aria-label="Files to import" accept={acceptedFiles} />
      <input
        {...input}
        ref={element => {
          folder.current = element;
          if (element) element.webkitdirectory = true;
        }}
        aria-label="Folder to import"
      />
      <Button onClick={() => files.current?.click()}>
        <FileUp size={14} aria-hidden /> Choose files…
      </Button>
      <Button onClick={() => folder.current?.click()}>
        <FolderUp size={14} aria-hidden /> Choose a folder…
      </Button>
      <p className={styles.note}>Or drop them anywhere in the window.</p>
    </div>
  );
};
