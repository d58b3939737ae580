import type { DiskRow, ProductRow } from "./catalog";
import { lines } from "./offer-lines";

const disk = (id: string, guid: string, type: string, size: string): DiskRow => ({
  id,
  line_type: "local",
  guid,
  api_guid: guid,
  type,
  size,
  status: "1",
});

/** The disk models that the machines are made of. */
export const disks: DiskRow[] = [
  disk("1", "1623164939837722", "SSD", "1200"),
  disk("2", "1623164948719896", "SATA", "2000"),
  disk("3", "1623164951820417", "SAS", "600"),
  disk("54", "1695288616986859", "HHD", "4000"),
];
const [ssd, sata, sas] = ["1623164939837722", "1623164948719896", "1623164951820417"];

type Model = Pick<
  ProductRow,
  "name" | "cpu_value" | "cpu" | "cpu_num" | "memory" | "memory_num" | "harddisk_guid" | "price"
> &
  Partial<ProductRow>;

const models: Model[] = [
  {
    name: "E5-2670 x2 / 64G",
    cpu_value: "16",
    cpu: "Intel Xeon E5-2670 2.6GHz",
    cpu_num: "2",
    memory: "DDR3 16G x4",
    memory_num: "64",
    harddisk_guid: `${sata},${sata},${ssd}`,
    price: "860.00",
    recommend_status: "1",
  },
  {
    name: "E3-1230 / 16G",
    cpu_value: "4",
    cpu: "Intel Xeon E3-1230 v3 3.3GHz",
    cpu_num: "1",
    memory: "DDR3 8G x2",
    memory_num: "16",
    harddisk_guid: sata,
    price: "500.00",
    size: "1",
    system_partition_support: "0",
    raid_tips: "否",
  },
  {
    name: "Gold 6138 x2 / 128G",
    cpu_value: "40",
    cpu: "Intel Xeon Gold 6138 2.0GHz",
    cpu_num: "2",
    memory: "DDR4 32G x4",
    memory_num: "128",
    harddisk_guid: `${ssd},${ssd}`,
    price: "1580.00",
    stock_type: "0",
  },
  {
    name: "E5-2620 / 32G",
    cpu_value: "6",
    cpu: "Intel Xeon E5-2620 2.0GHz",
    cpu_num: "1",
    memory: "DDR3 16G x2",
    memory_num: "32",
    harddisk_guid: `${sas},${sas}`,
    price: "620.00",
    status: "0",
  },
];

/** Every line sells the same models. */
export const products: ProductRow[] = lines.flatMap((line, lineIndex) =>
  models.map((model, modelIndex): ProductRow => {
    const number = 55 + lineIndex * models.length + modelIndex;
    const guid = `16659076427${(48705 + number * 7).toString().padStart(5, "0")}`;
    return {
      id: String(number),
      product_type: "local",
      guid,
      api_guid: guid,
      line_guid: line.guid,
      line_guid_api: null,
      cpu_max_num: "2",
      memory_max_num: "256",
      harddisk_max_num: "4",
      system_partition_size: "50",
      system_partition_support: "1",
      raid_tips: "支持",
      ipnum: "1",
      bandwidth: "5",
      defense: "5",
      sort_id: String(modelIndex + 1),
      main_board: "标准型主板",
      price_api: "0.00",
      size: "2",
      description: "",
      status: "1",
      upgrade_status: "1",
      recommend_status: "0",
      stock_type: "1",
      cpu_ids: null,
      memory_ids: null,
      harddisk_ids: null,
      cpu_threads: null,
      ...model,
    };
  }),
);
