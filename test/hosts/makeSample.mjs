// `node test/hosts/makeSample.mjs FOLDER`: the sample product with its history, in FOLDER/shop.
import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { makeSample } from './sample.mjs';

const parent = resolve(process.argv[2] ?? 'out/sample');
mkdirSync(parent, { recursive: true });
console.log(await makeSample(parent));
