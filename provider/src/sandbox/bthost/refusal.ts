/** The server says no: `code` 0 and a text, or none at all. */
export class BthostRefusal extends Error {
  /** @param said `null` where the server says nothing */
  constructor(
    readonly said: string | null,
    readonly data: unknown = null,
  ) {
    super(said ?? "");
  }
}

/** The server fails inside: HTTP 500. */
export class BthostCrash extends Error {}

/** Two texts for the same thing: some operations say this one, some that one. */
export const badRequest = new BthostRefusal("错误的请求");
export const requestError = new BthostRefusal("请求错误");
export const noHost = new BthostRefusal("主机不存在");
export const noValidHost = new BthostRefusal("没有找到有效主机");
export const noUser = new BthostRefusal("用户不存在");
export const wrongDay = new BthostRefusal("时间格式错误，请严格按照Y-m-d格式传递");
export const noAddress = new BthostRefusal("IP不存在");
export const noFtp = new BthostRefusal("ftp不存在");

/** The property of a record that is not there. */
export const noRecord = new BthostCrash("Trying to get property of non-object");
