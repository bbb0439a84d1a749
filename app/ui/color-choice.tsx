/** A choice of one of the colors by name, or none. */
import { Radio } from "@base-ui/react/radio";
import { RadioGroup } from "@base-ui/react/radio-group";
import styles from "./color-choice.module.css";
import { colorStyle } from "./color-style.ts";

export type ColorChoiceProps<Name extends string> = {
  readonly label: string;
  readonly names: readonly Name[];
  /** Null for none. */
  readonly value: Name | null;
  readonly onChange: (value: Name | null) => void;
};

const NONE = "none";

export const ColorChoice = <Name extends string>({
  label,
  names,
  value,
  onChange,
}: ColorChoiceProps<Name>) => (
  <div className={styles.field}>
    <span className={styles.label}>{label}</span>
    <RadioGroup<Name | typeof NONE>
      aria-label={label}
      className={styles.group}
      value={value ?? NONE}
      onValueChange={next => onChange(next === NONE ? null : next)}
    >
      {[NONE, ...names].map(name => (
        <Radio.Root
          key={name}
          value={name}
          aria-label={name}
          title={name}
          className={styles.swatch}
          style={colorStyle(name === NONE ? undefined : name)}
        />
      ))}
    </RadioGroup>
  </div>
);
