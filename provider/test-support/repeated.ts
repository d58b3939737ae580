/**
 * A call that an error hook of the program lets the engine repeat: it is made again as it was made before, and only what the
 * last one says counts.
 */
export async function repeated<T>(retries: number, call: () => Promise<T>): Promise<T> {
  for (let left = retries; ; left -= 1) {
    try {
      return await call();
    } catch (error) {
      if (left === 0) throw error;
    }
  }
}
