import type { Measure, TextStyle } from './pictures/shape';

const fonts: Readonly<Record<TextStyle, string>> = { body: '12px', strong: '600 12px', sub: '11px' };

/** Measures text in the reader's own font, so that words fit their boxes in every language. */
export function measureWith(family: string): Measure {
  const context = document.createElement('canvas').getContext('2d');
  return (text, style) => {
    if (!context) return text.length * 6.6;
    context.font = `${fonts[style]} ${family}`;
    return context.measureText(text).width;
  };
}
