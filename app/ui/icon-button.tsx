/** A button that shows only an icon, and says its name in a tooltip and to assistive technology. */
import type { ComponentProps, ReactNode } from "react";
import { classNames } from "./class-names.ts";
import styles from "./icon-button.module.css";
import { Tooltip } from "./tooltip.tsx";

export type IconButtonProps = Omit<ComponentProps<"button">, "children"> & {
  readonly label: string;
  readonly icon: ReactNode;
  readonly shortcut?: string;
  readonly size?: "medium" | "small";
  /** For a button that stays down; leave out for one that does not. */
  readonly pressed?: boolean;
};

export const IconButton = ({
  label,
  icon,
  shortcut,
  size = "medium",
  pressed,
  className,
  ...rest
}: IconButtonProps) => (
  <Tooltip label={label} {...(shortcut === undefined ? {} : { shortcut })}>
    <button
      type="button"
      aria-label={label}
      aria-pressed={pressed}
      className={classNames(styles.button, styles[size], className)}
      {...rest}
    >
      {icon}
    </button>
  </Tooltip>
);
