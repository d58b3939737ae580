import { describe, expect, it } from "vitest";
import { sign, signedAt } from "./sign";

describe("the signature", () => {
  it.each([
    ["55744dsadasd", "1598500617", "SPZJoB", "8497697B8638E6349A10E416D898BD46"],
    // The token sorts first, and digits before it by their bytes, not by their value.
    ["0VWx31Gd2kc5", "1598500617", "1804289383", "FE284378012D6B7D7F799CFD9B6B1998"],
  ])("agrees with the worked example of %s", (token, time, random, expected) => {
    expect(sign(token, time, random)).toBe(expected);
  });

  it("sorts by the bytes of UTF-8, as PHP does", () => {
    // In UTF-16, which JavaScript sorts by, the second comes first.
    expect(sign("\uFFEE", "1", "\u{1F600}")).toBe(sign("\u{1F600}", "1", "\uFFEE"));
    expect(sign("\u{1F600}", "1", "\uFFEE")).toBe("39676AD3EF66C57A6276D7496F6E0EC4");
  });
});

describe("the parameters of a request", () => {
  it("are signed as they are sent", () => {
    const { time, random, signature } = signedAt("token", 1_598_500_617);
    expect(time).toBe("1598500617");
    expect(signature).toBe(sign("token", time, random));
  });

  it("have letters and digits, and never repeat", () => {
    const randoms = Array.from({ length: 1000 }, () => signedAt("token", 1).random);
    expect(new Set(randoms).size).toBe(1000);
    for (const random of randoms) expect(random).toMatch(/^[A-Za-z][A-Za-z0-9]{23}$/);
  });
});
