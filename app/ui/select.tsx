/** A choice from a drop-down list. */
import { Select as Base } from "@base-ui/react/select";
import { Check, ChevronsUpDown } from "lucide-react";
import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";
import floating from "./floating.module.css";
import styles from "./select.module.css";

export type SelectOption<Value extends string> = {
  readonly value: Value;
  readonly label: ReactNode;
  readonly detail?: ReactNode;
  /** The heading above the option; options of a group are adjacent. */
  readonly group?: string;
};

export type SelectProps<Value extends string> = {
  readonly label: string;
  readonly value: Value;
  readonly options: readonly SelectOption<Value>[];
  readonly onChange: (value: Value) => void;
  /** Whether the label is visible; it is always the accessible name. */
  readonly showLabel?: boolean;
  readonly mono?: boolean;
  readonly disabled?: boolean;
};

export const Select = <Value extends string>({
  label,
  value,
  options,
  onChange,
  showLabel = true,
  mono = false,
  disabled = false,
}: SelectProps<Value>) => {
  const change = (next: Value | null) => {
    if (next !== null) onChange(next);
  };
  return (
    <Base.Root value={value} onValueChange={change} items={options} disabled={disabled}>
      <div className={styles.field}>
        {showLabel ? <Base.Label className={styles.label}>{label}</Base.Label> : null}
        <Base.Trigger
          className={classNames(styles.trigger, mono && styles.mono)}
          {...(showLabel ? {} : { "aria-label": label })}
        >
          <Base.Value className={styles.value} />
          <ChevronsUpDown size={13} aria-hidden className={styles.arrows} />
        </Base.Trigger>
      </div>
      <Base.Portal>
        <Base.Positioner
          className={floating.positioner}
          sideOffset={4}
          alignItemWithTrigger={false}
        >
          <Base.Popup className={classNames(floating.popup, styles.popup, mono && styles.mono)}>
            {groupsOf(options).map(({ name, members }) => (
              <Base.Group key={name}>
                {name === "" ? null : (
                  <Base.GroupLabel className={floating.group}>{name}</Base.GroupLabel>
                )}
                {members.map(option => (
                  <Option key={option.value} option={option} />
                ))}
              </Base.Group>
            ))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
};

const Option = <Value extends string>({ option }: { readonly option: SelectOption<Value> }) => (
  <Base.Item value={option.value} className={floating.item}>
    <span className={floating.icon}>
      <Base.ItemIndicator>
        <Check size={13} aria-hidden />
      </Base.ItemIndicator>
    </span>
    <Base.ItemText>{option.label}</Base.ItemText>
    {option.detail === undefined ? null : <span className={floating.detail}>{option.detail}</span>}
  </Base.Item>
);

type OptionGroup<Value extends string> = {
  readonly name: string;
  readonly members: readonly SelectOption<Value>[];
};

const groupsOf = <Value extends string>(
  options: readonly SelectOption<Value>[],
): readonly OptionGroup<Value>[] => {
  const groups = new Map<string, SelectOption<Value>[]>();
  for (const option of options) {
    const name = option.group ?? "";
    groups.set(name, [...(groups.get(name) ?? []), option]);
  }
  return [...groups].map(([name, members]) => ({ name, members }));
};
