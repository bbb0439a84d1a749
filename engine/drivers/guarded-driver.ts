/** A driver with a check before every statement. */
import type { Driver } from "./driver.ts";

/** Optional properties are listed too, so that a new ability of drivers is not lost here. */
type Complete = { readonly [Key in keyof Required<Driver>]: Driver[Key] };

/** `beforeStatement` stops a statement by throwing. */
export const guardedDriver = (driver: Driver, beforeStatement: (text: string) => void): Driver => {
  const { dialect, embedded, visit } = driver;
  const guarded: Complete = {
    dialect,
    embedded,
    query(text, parameters) {
      beforeStatement(text);
      return driver.query(text, parameters);
    },
    visit:
      visit &&
      ((text, parameters, visitor) => {
        beforeStatement(text);
        return visit.call(driver, text, parameters, visitor);
      }),
  };
  return guarded;
};
