// Checks archives of `faultline report --into` as Frictionless Data Packages, by the standard's own library:
//   bench/quality/frictionless/run          writes archives of the examples and checks them
//   node check.mjs FOLDER [FOLDER ...]      after `npm ci`; status 1 if anything is not as the package says
// The descriptor is held against the standard's schemas; every table against its own: header, types, missing values,
// constraints, primary and foreign keys. Besides: bytes and hashes of all files, and that no file is left unsaid.

import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import datapackage from 'datapackage';

/// What an archive holds beside its resources (docs/formats.md, "An archive").
const others = ['README.txt', 'SHA256SUMS', 'datapackage.json', 'report.html'];

const version = JSON.parse(readFileSync(new URL('node_modules/datapackage/package.json', import.meta.url), 'utf8')).version;
const faults = [];
const told = (error) => error.errors?.length ? error.errors.map((one) => one.message ?? String(one)) : [error.message];

function check_file(folder, resource) {
  const { path: file, bytes, hash } = resource.descriptor;
  const content = readFileSync(path.join(folder, file));
  const [algorithm, sum] = hash.split(':');
  if (content.length !== bytes) faults.push(`${file}: ${content.length} bytes, not ${bytes}`);
  if (createHash(algorithm).update(content).digest('hex') !== sum) faults.push(`${file}: another ${algorithm}`);
}

/// The number of rows; every cell is read as the type that its field has.
async function check_table(resource) {
  const file = resource.descriptor.path;
  if (!resource.schema) {
    faults.push(`${file}: a table without a schema`);
    return { rows: 0, fields: 0, keys: 0 };
  }
  const fields = resource.schema.fields.map((field) => field.name);
  const rows = await resource.read({ keyed: true, relations: true, forceCast: true });
  for (const error of [...resource.errors, ...rows.filter((row) => row instanceof Error)])
    faults.push(...told(error).map((line) => `${file}: ${line}`));
  if (String(resource.headers) !== String(fields)) faults.push(`${file}: the header is ${resource.headers}, not ${fields}`);
  return {
    rows: rows.length, fields: fields.length,
    keys: (resource.schema.primaryKey.length > 0 ? 1 : 0) + resource.schema.foreignKeys.length,
  };
}

async function check_archive(folder) {
  const described = JSON.parse(readFileSync(path.join(folder, 'datapackage.json'), 'utf8'));
  const descriptor = await datapackage.validate(described);
  for (const error of descriptor.errors) faults.push(`datapackage.json: ${told(error)}`);
  const archive = await datapackage.Package.load(path.join(folder, 'datapackage.json'));
  const sums = { tables: 0, rows: 0, fields: 0, keys: 0 };
  for (const resource of archive.resources) {
    check_file(folder, resource);
    if (!resource.descriptor.path.endsWith('.csv')) continue;
    const table = await check_table(resource);
    sums.tables += 1;
    for (const [name, number] of Object.entries(table)) sums[name] += number;
  }
  const said = [...others, ...archive.resources.map((resource) => resource.descriptor.path)];
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true }))
    if (entry.isFile()) {
      const file = path.relative(folder, path.join(entry.parentPath ?? entry.path, entry.name));
      if (!said.includes(file)) faults.push(`${file}: the package does not name it`);
    }
  return { files: archive.resources.length, ...sums };
}

const folders = process.argv.slice(2);
if (folders.length === 0) {
  console.error('node check.mjs FOLDER [FOLDER ...]: folders that `faultline report STUDY --referee --into FOLDER` has written.');
  process.exit(2);
}
for (const folder of folders) {
  const before = faults.length;
  const sums = await check_archive(folder);
  for (const fault of faults.slice(before)) console.log(`${folder}/${fault}`);
  console.log(`${folder}: ${sums.files} files, ${sums.tables} tables with ${sums.fields} columns, ${sums.keys} keys and `
    + `${sums.rows} rows: ${faults.length - before} faults (datapackage ${version})`);
}
process.exit(faults.length > 0 ? 1 : 0);
