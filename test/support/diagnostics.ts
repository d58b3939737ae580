/** The lines under "Diagnostics" about one resource, such as `BaremetalServer` `web`. */
export function diagnosticsOf(text: string, type: string, name: string): string {
  const [, diagnostics = ""] = text.split("\nDiagnostics:\n");
  const blocks = diagnostics.split(/\n\n(?=\S| {2}\S)/);
  const title = `pulumi-nodejs:dynamic/reseller:${type} (${name}):`;
  return blocks.find((block) => block.trimStart().startsWith(title)) ?? "";
}
