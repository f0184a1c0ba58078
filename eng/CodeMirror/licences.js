// Prints name, version and licence of every package that is in a bundle, from esbuild's description of it.
import { readdirSync, readFileSync } from 'node:fs';

const [output] = Object.values(JSON.parse(readFileSync(process.argv[2], 'utf8')).outputs);
const folders = new Set();
for (const [path, { bytesInOutput }] of Object.entries(output.inputs)) {
  const folder = path.match(/^node_modules\/(@[^/]+\/)?[^/]+/)?.[0];
  if (folder && bytesInOutput > 0) folders.add(folder);
}

for (const folder of [...folders].sort()) {
  const { name, version } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'));
  const file = readdirSync(folder).find((each) => /^licen[cs]e/i.test(each));
  console.log(`${name} ${version}\n\n${readFileSync(`${folder}/${file}`, 'utf8').trim()}\n\n`);
}
