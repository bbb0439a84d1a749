/** A checkbox, possibly indeterminate. */
import { Checkbox as Base } from "@base-ui/react/checkbox";
import { Check, Minus } from "lucide-react";
import type { ReactNode } from "react";
import styles from "./checkbox.module.css";

export type CheckboxProps = {
  readonly label: ReactNode;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly partly?: boolean;
  readonly disabled?: boolean;
  readonly help?: ReactNode;
};

export const Checkbox = ({ label, checked, onChange, partly, disabled, help }: CheckboxProps) => {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is the Base.Root inside it
    <label className={styles.row} data-disabled={disabled || undefined}>
      <Base.Root
        className={styles.box}
        checked={checked}
        onCheckedChange={onChange}
        indeterminate={partly ?? false}
        disabled={disabled ?? false}
      >
        <Base.Indicator className={styles.mark}>
          {partly ? <Minus size={12} strokeWidth={3} /> : <Check size={12} strokeWidth={3} />}
        </Base.Indicator>
      </Base.Root>
      <span className={styles.words}>
        {label}
        {help === undefined ? null : <span className={styles.help}>{help}</span>}
      </span>
    </label>
  );
};
