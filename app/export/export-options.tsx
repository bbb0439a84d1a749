/** The options of the target, and which tables are exported. */
import type { ExportOption, OptionValues } from "../../engine/index.ts";
import { useProject } from "../hooks/index.ts";
import { Checkbox, Select, TextField, Tooltip } from "../ui/index.ts";
import styles from "./export-panel.module.css";
import type { ExportState } from "./use-export.ts";

export const ExportOptions = ({ state }: { readonly state: ExportState }) => {
  const count = useProject(({ selection }) => selection.tables.size);
  const { exporter, options, selectedOnly, setOption, setSelectedOnly } = state;
  return (
    <fieldset className={styles.options} aria-label="Options">
      {exporter.options.map(option => (
        <Option
          key={`${exporter.id} ${option.id}`}
          option={option}
          value={optionValue(option, options)}
          onChange={value => setOption(option.id, value)}
        />
      ))}
      <Checkbox
        label={selectedOnly ? `Selected tables only (${count})` : "Selected tables only"}
        checked={selectedOnly}
        onChange={setSelectedOnly}
      />
    </fieldset>
  );
};

const optionValue = (option: ExportOption, options: OptionValues): string | boolean =>
  options[option.id] ?? option.initial;

type OptionProps = {
  readonly option: ExportOption;
  readonly value: string | boolean;
  readonly onChange: (value: string | boolean) => void;
};

const Option = ({ option, value, onChange }: OptionProps) => {
  const { kind, label, help } = option;
  return (
    <Tooltip label={help}>
      <div className={styles.option}>
        {kind === "switch" ? (
          <Checkbox label={label} checked={value === true} onChange={onChange} />
        ) : kind === "choice" ? (
          <Select
            label={label}
            value={String(value)}
            options={option.choices}
            onChange={onChange}
          />
        ) : (
          <TextField
            label={label}
            mono
            value={String(value)}
            onChange={event => onChange(event.target.value)}
          />
        )}
      </div>
    </Tooltip>
  );
};
