/** The lines under "Diagnostics" about one resource, such as `BaremetalServer` `web`. */
export function diagnosticsOf(text: string, type: string, name: string): string {
  const [, diagnostics = ""] = text.split("\nDiagnostics:\n");
  const blocks = diagnostics.split(/\n\n(?=\S| {2}\S)/);
  const title = `:${type} (${name}):`;
  const isAbout = (block: string): boolean => {
    const [head = ""] = block.trimStart().split("\n");
    return head.startsWith("pulumi-nodejs:dynamic/reseller/") && head.includes(title);
  };
  return blocks.find(isAbout) ?? "";
}
