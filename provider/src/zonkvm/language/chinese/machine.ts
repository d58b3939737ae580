export const machine = {
  "the image": "",
  "a reinstall sets a password, and none is recorded of this server: set one": "",
  "REINSTALL {name}: erases the system disk, and the others too for all that the vendor says": "",
  "REFUND {serviceId}": "",
  "{name} needs {minCpuCores} cores, by the list: {mayRefuse}": "",
  "{name} needs {minMemoryGb} GB of memory, by the list: {mayRefuse}": "",
  "a verified real name of the account": "",
  "an allow-list for what is run on it": "",
  "the zone {name} asks for {asks}": "",
  "the line {name} sells no renewals": "",
} as const;
