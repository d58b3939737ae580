import * as reseller from "pulumi-reseller";

const shops = new reseller.bthost.BtCategory("shops", { name: "shops" });

// The login name and the password are made for it; both are outputs.
const customer = new reseller.bthost.BtUser("customer", { nickname: "Example Ltd" });

const sites = ["shop", "blog"].map((name) => {
  const site = new reseller.BtHost(
    name,
    {
      plan: "默认", // a name, or an id
      owner: customer.id,
      category: shops.id,
      expiresOn: "2037-06-30",
      remark: `${name} of Example Ltd`,
    },
    { protect: true },
  );
  // There is no way to unbind a domain: it stays bound until its host is gone.
  new reseller.bthost.BtDomain(`${name}.example.com`, { host: site.id, domain: `${name}.example.com` });
  return site;
});

export const login = customer.username;
export const domains = sites.map((site) => site.domain);
export const ftp = sites.map((site) => site.ftpUsername);
