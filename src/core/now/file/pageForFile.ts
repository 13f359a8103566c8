/** The page about an open file. Its parsers are heavy, so this module is loaded on first use. */
import type { Translate } from '../../translate';
import type { LessonTitle } from '../lessons';
import type { Page } from '../page';
import { readJobs } from './jobs';
import { filePage, type FileParts } from './filePage';
import { workflowPage } from './workflowPage';

/** A pipeline that was understood gets its picture; every other file its card. */
export function pageForFile(parts: FileParts, t: Translate, lessons: LessonTitle): Page {
  const { file, text, kind, product, repository } = parts;
  const pipeline = product.facts.pipelines.find(each => each.file === file);
  const jobs = kind === 'pipeline' && pipeline ? readJobs(file, text) : undefined;
  if (!pipeline || !jobs) return filePage(parts, t, lessons);
  return workflowPage(
    { file, pipeline, jobs, product, into: product.facts.defaultBranch ?? 'main', where: { repository } },
    t,
    lessons,
  );
}
