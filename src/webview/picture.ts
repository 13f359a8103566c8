import type { Picture } from '../core/now/picture';
import { drawn, el } from './element';
import { measureWith } from './measure';
import { drawCommits } from './pictures/commitGraph';
import { drawHistory } from './pictures/histories';
import { drawJobsNarrow, drawJobsWide } from './pictures/jobs';
import { drawRoadNarrow, drawRoadWide } from './pictures/road';
import { drawServerNarrow, drawServerWide } from './pictures/server';

/** A picture drawn twice, for one column and for the wide view; the stylesheet shows the one that fits. */
export function pictureElement(picture: Picture, caption: string | undefined): HTMLElement {
  const measure = measureWith(getComputedStyle(document.body).fontFamily);
  const captionElement = caption === undefined ? undefined : el('figcaption', {}, caption);
  switch (picture.kind) {
    case 'histories':
      return el(
        'ul',
        { class: 'three', 'aria-label': picture.label },
        picture.ways.map(way =>
          el(
            'li',
            {},
            drawn(drawHistory(picture, way)),
            el('h3', {}, way.title),
            el('p', { class: 'small' }, way.text),
          ),
        ),
      );
    case 'commits':
      return el(
        'figure',
        { class: 'pic' },
        drawn(drawCommits(picture, 250, 'narrow', measure)),
        drawn(drawCommits(picture, 520, 'wide', measure)),
        captionElement,
      );
    case 'server':
      return el(
        'figure',
        { class: 'pic' },
        drawn(drawServerNarrow(picture, measure)),
        drawn(drawServerWide(picture, measure)),
        captionElement,
      );
    case 'road':
      return el(
        'figure',
        { class: 'pic' },
        drawn(drawRoadNarrow(picture, measure)),
        drawn(drawRoadWide(picture, measure)),
        captionElement,
      );
    case 'jobs':
      return el(
        'figure',
        { class: 'pic' },
        drawn(drawJobsNarrow(picture, measure)),
        drawn(drawJobsWide(picture, measure)),
        el('figcaption', {}, [picture.more, caption].filter(part => part !== undefined).join(' ')),
      );
  }
}
