/** A button with an icon; its label is a tooltip and the accessible name. */
import type { ComponentProps, ReactNode } from "react";
import { classNames } from "./class-names.ts";
import styles from "./icon-button.module.css";
import { Tooltip } from "./tooltip.tsx";

export type IconButtonProps = Omit<ComponentProps<"button">, "children"> & {
  readonly label: string;
  /** More about the action, after the label in the tooltip. */
  readonly description?: string | undefined;
  readonly icon: ReactNode;
  readonly shortcut?: string;
  readonly size?: "medium" | "small";
  /** The state of a toggle button; undefined for an ordinary button. */
  readonly pressed?: boolean;
};

export const IconButton = ({
  label,
  description,
  icon,
  shortcut,
  size = "medium",
  pressed,
  className,
  ...rest
}: IconButtonProps) => (
  <Tooltip
    label={description === undefined ? label : `${label}: ${description}`}
    {...(shortcut === undefined ? {} : { shortcut })}
  >
    <button
      type="button"
      aria-label={label}
      aria-description={description}
      aria-pressed={pressed}
      className={classNames(styles.button, styles[size], className)}
      {...rest}
    >
      {icon}
    </button>
  </Tooltip>
);
