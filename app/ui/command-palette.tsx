/** A dialog with a search field and a grouped list of actions. */
import { Autocomplete } from "@base-ui/react/autocomplete";
import { Dialog } from "@base-ui/react/dialog";
import { Search } from "lucide-react";
import { type ReactNode, useRef } from "react";
import { classNames } from "./class-names.ts";
import styles from "./command-palette.module.css";
import floating from "./floating.module.css";
import { Kbd } from "./kbd.tsx";

export type PaletteItem = {
  readonly id: string;
  readonly label: string;
  readonly detail?: string;
  readonly icon?: ReactNode;
  readonly shortcut?: string | undefined;
  /** Additional search terms. */
  readonly keywords?: string;
  readonly run: () => void;
};

export type PaletteGroup = {
  readonly label: string;
  readonly items: readonly PaletteItem[];
};

export type CommandPaletteProps = {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly groups: readonly PaletteGroup[];
  readonly placeholder: string;
};

const FOCUS_RETURNING = 60;

type ListGroup = {
  readonly value: string;
  readonly items: readonly PaletteItem[];
};

export const CommandPalette = ({
  open,
  onOpenChange,
  groups,
  placeholder,
}: CommandPaletteProps) => {
  const items: readonly ListGroup[] = groups
    .filter(group => group.items.length > 0)
    .map(group => ({ value: group.label, items: group.items }));
  const chosen = useRef<PaletteItem | null>(null);
  const run = (item: PaletteItem) => {
    chosen.current = item;
    onOpenChange(false);
  };
  // After the dialog has restored the focus, because the item may move it.
  const runChosen = (isOpen: boolean) => {
    const item = chosen.current;
    chosen.current = null;
    if (!isOpen && item !== null) setTimeout(() => item.run(), FOCUS_RETURNING);
  };
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange} onOpenChangeComplete={runChosen}>
      <Dialog.Portal>
        <Dialog.Backdrop className={styles.backdrop} />
        <Dialog.Popup className={styles.popup} aria-label="Commands">
          <Autocomplete.Root
            open
            inline
            items={items}
            autoHighlight="always"
            keepHighlight
            itemToStringValue={searchText}
          >
            <div className={styles.search}>
              <Search size={15} aria-hidden />
              <Autocomplete.Input
                className={styles.input}
                aria-label={placeholder}
                placeholder={placeholder}
              />
            </div>
            <Autocomplete.Empty className={styles.empty}>No results</Autocomplete.Empty>
            <Autocomplete.List className={styles.list}>
              {(group: ListGroup) => <Group key={group.value} group={group} run={run} />}
            </Autocomplete.List>
          </Autocomplete.Root>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
};

type GroupProps = {
  readonly group: ListGroup;
  readonly run: (item: PaletteItem) => void;
};

const Group = ({ group, run }: GroupProps) => (
  <Autocomplete.Group items={group.items}>
    <Autocomplete.GroupLabel className={floating.group}>{group.value}</Autocomplete.GroupLabel>
    <Autocomplete.Collection>
      {(item: PaletteItem) => (
        <Autocomplete.Item
          key={item.id}
          value={item}
          className={classNames(floating.item, styles.item)}
          onClick={() => run(item)}
        >
          {item.icon === undefined ? null : <span className={floating.icon}>{item.icon}</span>}
          <span className={floating.words}>{item.label}</span>
          {item.detail === undefined ? null : (
            <span className={floating.detail}>{item.detail}</span>
          )}
          {item.shortcut === undefined ? null : <Kbd keys={item.shortcut} />}
        </Autocomplete.Item>
      )}
    </Autocomplete.Collection>
  </Autocomplete.Group>
);

const searchText = (item: PaletteItem): string =>
  [item.label, item.detail, item.keywords].filter(Boolean).join(" ");
