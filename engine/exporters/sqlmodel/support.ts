/** What SQLModel can express. */
import { approximated, type Support } from "../features.ts";
import { support as sqlalchemy } from "../sqlalchemy/support.ts";

/** SQLModel declares columns of SQLAlchemy. */
export const support: Support = {
  ...sqlalchemy,
  identities: approximated("On PostgreSQL, a key that may reuse numbers is `SERIAL`."),
};
