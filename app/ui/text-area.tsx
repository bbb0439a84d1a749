/** A labeled text of several lines. */
import { type ComponentProps, useId } from "react";
import { classNames } from "./class-names.ts";
import styles from "./text-field.module.css";

export type TextAreaProps = Omit<ComponentProps<"textarea">, "id"> & {
  readonly label: string;
};

export const TextArea = ({ label, className, ...rest }: TextAreaProps) => {
  const id = useId();
  return (
    <div className={classNames(styles.field, className)}>
      <label className={styles.label} htmlFor={id}>
        {label}
      </label>
      <textarea id={id} rows={5} className={styles.area} {...rest} />
    </div>
  );
};
