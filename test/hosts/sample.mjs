import { tsImport } from 'tsx/esm/api';

/** @returns {Promise<typeof import('../../src/platform/sampleRepository')>} */
const load = () => tsImport('../../src/platform/sampleRepository.ts', import.meta.url);
/** @returns {Promise<typeof import('../sampleSources')>} */
const loadSources = () => tsImport('../sampleSources.ts', import.meta.url);

/**
 * Makes the sample product with its git history.
 * @param {string} parent a folder that exists
 * @returns {Promise<string>} its folder
 */
export async function makeSample(parent) {
  const [{ makeSampleRepository }, { readSample }] = await Promise.all([load(), loadSources()]);
  return makeSampleRepository(readSample(), parent);
}

/**
 * The files of the sample product without any history, as where there is no git.
 * @param {string} parent a folder that exists
 * @returns {Promise<string>} its folder
 */
export async function makeSampleFiles(parent) {
  const [{ writeSampleFiles }, { readSample }] = await Promise.all([load(), loadSources()]);
  return writeSampleFiles(readSample(), parent);
}
