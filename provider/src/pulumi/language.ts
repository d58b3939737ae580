import * as pulumi from "@pulumi/pulumi";
import { languageNamed, setLanguage } from "../core/language/language";
import type { ConfigSource } from "./config-source";

/** Reads the config of the stack whose program this process runs. */
export function configOfProgram(key: string): string | undefined {
  const [namespace, name = ""] = key.split(":");
  return new pulumi.Config(namespace).get(name);
}

/**
 * Chooses the language that a stack's config asks for, or the machine's where it asks for none. What is no language is refused where all
 * settings are read.
 */
export function speakAs(source: ConfigSource): void {
  setLanguage(languageNamed(source("reseller:language")));
}
