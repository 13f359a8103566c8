import type { ScannedSentence } from './scannedSentence';
import type { DocumentSection } from './sections';

/** Whether a sentence requires something, seen in its place. `inList`: its list was opened by a requirement. */
export function requires(sentence: ScannedSentence, section: DocumentSection, inList: boolean): boolean {
  if (section.holds === 'other' || sentence.question || sentence.instructs) return false;
  switch (sentence.kind) {
    case 'quote':
    case 'heading':
      return false;
    case 'cell':
      return sentence.modality === 'strong' && sentence.words >= 5;
    case 'item':
      return (
        sentence.modality !== 'none' || (!sentence.hedged && (inList || section.holds === 'requirements'))
      );
    case 'text':
      return sentence.modality !== 'none';
  }
}
