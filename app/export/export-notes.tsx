/** The diagnostics of an export: what was approximated or omitted. */
import { type Diagnostic, isError } from "../../engine/index.ts";
import { Callout } from "../ui/index.ts";
import styles from "./export-panel.module.css";

const MAX_NOTES = 20;

const kindOf = (diagnostics: readonly Diagnostic[]): "error" | "warning" | "info" => {
  if (diagnostics.some(isError)) return "error";
  return diagnostics.some(({ severity }) => severity === "warning") ? "warning" : "info";
};

type Props = { readonly diagnostics: readonly Diagnostic[] };

export const ExportNotes = ({ diagnostics }: Props) => {
  if (diagnostics.length === 0) return null;
  const hidden = diagnostics.length - MAX_NOTES;
  return (
    <div className={styles.notes}>
      <Callout kind={kindOf(diagnostics)} title="Some parts could not be exported exactly">
        <ul className={styles.list}>
          {diagnostics.slice(0, MAX_NOTES).map(({ message, hint }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the list is created with the code and never reordered
            <li key={index}>
              {message} {hint}
            </li>
          ))}
          {hidden > 0 ? <li>And {hidden} more.</li> : null}
        </ul>
      </Callout>
    </div>
  );
};
