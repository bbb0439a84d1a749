/** A menu of a button, a context menu, and their items. */
import { ContextMenu as BaseContext } from "@base-ui/react/context-menu";
import { Menu as Base } from "@base-ui/react/menu";
import { Check } from "lucide-react";
import { type ReactElement, type ReactNode, useEffect, useRef } from "react";
import { classNames } from "./class-names.ts";
import floating from "./floating.module.css";
import { Kbd } from "./kbd.tsx";

export type MenuProps = {
  /** The button that opens the menu. */
  readonly trigger: ReactElement;
  readonly align?: "start" | "center" | "end";
  readonly children: ReactNode;
};

export const Menu = ({ trigger, align = "start", children }: MenuProps) => (
  <Base.Root>
    <Base.Trigger render={trigger} />
    <Base.Portal>
      <Base.Positioner className={floating.positioner} sideOffset={4} align={align}>
        <Base.Popup className={floating.popup}>{children}</Base.Popup>
      </Base.Positioner>
    </Base.Portal>
  </Base.Root>
);

export type ContextMenuProps = {
  /** The area that opens the context menu by pointer, long press or menu key. */
  readonly children: ReactElement;
  readonly items: ReactNode;
};

export const ContextMenu = ({ children, items }: ContextMenuProps) => (
  <BaseContext.Root>
    <BaseContext.Trigger render={children} />
    <BaseContext.Portal>
      <BaseContext.Positioner className={floating.positioner}>
        <BaseContext.Popup className={floating.popup}>{items}</BaseContext.Popup>
      </BaseContext.Positioner>
    </BaseContext.Portal>
  </BaseContext.Root>
);

export type MenuItemProps = {
  readonly onSelect: () => void;
  readonly icon?: ReactNode;
  readonly shortcut?: string | undefined;
  readonly danger?: boolean;
  readonly disabled?: boolean;
  readonly children: ReactNode;
};

const MENU_CLOSING = 120;

export const MenuItem = ({
  onSelect,
  icon,
  shortcut,
  danger,
  disabled,
  children,
}: MenuItemProps) => {
  return (
    <Base.Item
      className={classNames(floating.item, danger && floating.danger)}
      // After the menu has restored the focus, because the item may move it.
      onClick={() => setTimeout(onSelect, MENU_CLOSING)}
      disabled={disabled ?? false}
    >
      {icon === undefined ? null : <span className={floating.icon}>{icon}</span>}
      <span className={floating.words}>{children}</span>
      {shortcut === undefined ? null : <Kbd keys={shortcut} />}
    </Base.Item>
  );
};

export const MenuSeparator = () => <Base.Separator className={floating.separator} />;

export type MenuChoiceProps<Value extends string> = {
  readonly label: string;
  readonly value: Value;
  readonly options: readonly { readonly value: Value; readonly label: ReactNode }[];
  readonly onChange: (value: Value) => void;
};

/** A group of items of which exactly one is checked. */
export const MenuChoice = <Value extends string>({
  label,
  value,
  options,
  onChange,
}: MenuChoiceProps<Value>) => {
  const group = useRef<HTMLDivElement>(null);
  // A long list opens at the checked item.
  useEffect(() => {
    const frame = requestAnimationFrame(() =>
      group.current?.querySelector("[data-checked]")?.scrollIntoView({ block: "nearest" }),
    );
    return () => cancelAnimationFrame(frame);
  }, []);
  return (
    <Base.RadioGroup ref={group} value={value} onValueChange={onChange}>
      <Base.GroupLabel className={floating.group}>{label}</Base.GroupLabel>
      {options.map(option => (
        <Base.RadioItem
          key={option.value}
          value={option.value}
          closeOnClick
          className={floating.item}
        >
          <span className={floating.icon}>
            <Base.RadioItemIndicator>
              <Check size={13} aria-hidden />
            </Base.RadioItemIndicator>
          </span>
          <span className={floating.words}>{option.label}</span>
        </Base.RadioItem>
      ))}
    </Base.RadioGroup>
  );
};
