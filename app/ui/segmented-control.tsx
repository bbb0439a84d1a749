/** A choice of a few options that are all visible. */
import { Radio } from "@base-ui/react/radio";
import { RadioGroup } from "@base-ui/react/radio-group";
import type { ReactNode } from "react";
import styles from "./segmented-control.module.css";

export type Segment<Value extends string> = {
  readonly value: Value;
  readonly label: ReactNode;
};

export type SegmentedControlProps<Value extends string> = {
  readonly label: string;
  readonly value: Value;
  readonly segments: readonly Segment<Value>[];
  readonly onChange: (value: Value) => void;
};

export const SegmentedControl = <Value extends string>({
  label,
  value,
  segments,
  onChange,
}: SegmentedControlProps<Value>) => (
  <RadioGroup
    aria-label={label}
    className={styles.group}
    value={value}
    onValueChange={next => onChange(next)}
  >
    {segments.map(segment => (
      <Radio.Root key={segment.value} value={segment.value} className={styles.segment}>
        {segment.label}
      </Radio.Root>
    ))}
  </RadioGroup>
);
