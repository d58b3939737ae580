"use strict";
// The program of every test stack: declares what the test wrote into resources.json.
const { readFileSync } = require("node:fs");
const { join } = require("node:path");
const pulumi = require("@pulumi/pulumi");
const reseller = require("pulumi-reseller");
const { declareAll } = require("./declare-all.cjs");

const declared = JSON.parse(readFileSync(join(__dirname, "resources.json"), "utf8"));

module.exports = declareAll(pulumi, reseller, declared);
