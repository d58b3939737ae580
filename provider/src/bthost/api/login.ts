import { filled, passwordField } from "../../core/wire/fields";
import { idField, insistOnPlainText } from "./fields";

/** What a browser sends to sign in. */
export interface LoginForm {
  /** Where the form is sent to. */
  readonly url: string;
  /** How it is sent. */
  readonly method: "POST";
  /** Secret: whoever has them is in. */
  readonly fields: Readonly<Record<string, string>>;
}

/** Whose panel a login leads to. */
export interface Login {
  /** The user's name. */
  readonly account: string;
  readonly password: string;
  /** Without it, the user chooses among the hosts. */
  readonly hostId?: string | undefined;
}

/**
 * The form that signs a browser in to a host (`host_login`): without a signature, and never sent from here, because the answer is the
 * browser's.
 * @param apiUrl the panel's `https://…/api/vhost`, without a slash at the end.
 * @throws {ArgumentError} for what would not arrive as it is.
 */
export function loginForm(apiUrl: string, { account, password, hostId }: Login): LoginForm {
  const id = hostId === undefined ? {} : { id: idField("hostId", hostId) };
  const fields = { ...id, account: filled("account", account), password: passwordField(password) };
  insistOnPlainText(fields);
  return { url: `${apiUrl}/host_login`, method: "POST", fields };
}
