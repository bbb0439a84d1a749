/** A text input, without (TextInput) or with label, help and error (TextField). */
import { Field } from "@base-ui/react/field";
import type { ComponentProps, ReactNode } from "react";
import { classNames } from "./class-names.ts";
import styles from "./text-field.module.css";

export type TextInputProps = Omit<ComponentProps<"input">, "size"> & {
  /** Whether the text is monospaced, for names and code. */
  readonly mono?: boolean;
  readonly invalid?: boolean;
};

export const TextInput = ({
  mono = false,
  invalid = false,
  className,
  ...rest
}: TextInputProps) => (
  <input
    type="text"
    autoComplete="off"
    spellCheck={false}
    aria-invalid={invalid || undefined}
    className={classNames(styles.input, mono && styles.mono, className)}
    {...rest}
  />
);

export type TextFieldProps = Omit<TextInputProps, "invalid" | "id"> & {
  readonly label: ReactNode;
  /** Whether the label is visible; a hidden one is text, and is the accessible name. */
  readonly showLabel?: boolean;
  readonly help?: ReactNode;
  readonly error?: ReactNode;
};

export const TextField = ({
  label,
  showLabel = true,
  help,
  error,
  className,
  ...rest
}: TextFieldProps) => {
  const invalid = error !== undefined && error !== null && error !== false;
  return (
    <Field.Root className={classNames(styles.field, className)} invalid={invalid}>
      {showLabel ? <Field.Label className={styles.label}>{label}</Field.Label> : null}
      <Field.Control
        {...(showLabel || typeof label !== "string" ? {} : { "aria-label": label })}
        render={<TextInput {...rest} invalid={invalid} />}
      />
      {help === undefined ? null : (
        <Field.Description className={styles.help}>{help}</Field.Description>
      )}
      <Field.Error className={styles.error} match={invalid}>
        {error}
      </Field.Error>
    </Field.Root>
  );
};
