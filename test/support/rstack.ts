/** The arguments of an ordinary VM in the sandbox. */
export const vm = {
  user: "8080",
  node: "1",
  image: "centos7.6",
  name: "web1",
  cpu: 2,
  memoryMb: 2_048,
  portMbps: 10,
  trafficGb: 500,
} as const;
