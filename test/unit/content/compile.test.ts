import assert from 'node:assert/strict';
import { compileLibrary, parseLibrary } from '../../../src/core/content/compile';
import { openLibrary } from '../../../src/core/content/library';
import type { LibraryIndex } from '../../../src/core/content/types';
import { lessonText, librarySources, pictureText, questionText, termText } from './fixtures';

/** The problems as the build prints them. */
const problemsOf = (files: Readonly<Record<string, string>>): string[] =>
  parseLibrary(librarySources(files)).problems.map(
    ({ file, line, column, message }) => `${file}:${line}:${column}: ${message}`,
  );

function assertProblem(files: Readonly<Record<string, string>>, expected: RegExp) {
  const problems = problemsOf(files);
  assert.ok(
    problems.some(problem => expected.test(problem)),
    `expected ${expected.source} among:\n${problems.join('\n')}`,
  );
}

const withLesson = (lesson: string, picture = pictureText) => ({
  'lessons/merging/joining.md': lesson,
  'lessons/merging/joining.svg': picture,
  'questions/merging.yaml': ['q-one', 'q-two', 'q-three'].map(id => questionText(id)).join(''),
});

suite('compiling content', () => {
  test('a valid library compiles to an index and bodies by topic', () => {
    const { files, problems } = compileLibrary(
      librarySources(withLesson(lessonText('{{repo.merge: Open a repository first.}}'))),
    );
    assert.deepEqual(problems, []);
    assert.deepEqual(
      files.map(({ path }) => path),
      [
        'index.json',
        'technologies.json',
        'terms/merging.json',
        'lessons/merging.json',
        'questions/merging.json',
      ],
    );
    const index = JSON.parse(files[0]?.text ?? '') as LibraryIndex;
    assert.deepEqual(
      index.terms.map(({ id, summary }) => [id, summary]),
      [
        ['merge', 'The merge joins two lines of work.'],
        ['squash', 'The squash joins two lines of work.'],
      ],
    );
    assert.deepEqual(index.questions, { merging: 3 });
  });

  test('what ships of a term gives back every part, with the HTML of the build', async () => {
    const marked = termText({ id: 'merge', related: ['squash'] })
      .replace('It joins them.', 'It `joins` <them> & "more".\n\nTwice, *always*.')
      .replace('On Tuesday two', 'On "Tuesday" & later, two\n\nor three')
      .replace('Who may do', 'Who "may" do');
    const sources = librarySources({ 'terms/merging/merge.md': marked });
    const files = new Map(
      compileLibrary(sources).files.map(({ path, text }) => [path, JSON.parse(text) as unknown]),
    );
    const library = openLibrary(files.get('index.json') as LibraryIndex, path =>
      Promise.resolve(files.get(path)),
    );
    const written = parseLibrary(sources).terms.find(({ id }) => id === 'merge')?.body;
    assert.match(written?.whatItIs.html ?? '', /<code>joins<\/code> &lt;them&gt;.*<em>always<\/em>/s);
    assert.deepEqual(await library.termBody('merge'), written);
    assert.deepEqual([...(await library.reasons()).keys()].sort(), ['merge', 'squash']);
    assert.equal((await library.reasons()).get('merge'), written?.whyInShort);
  });

  test('an entry says where it is wrong, to the line and column', () => {
    const text = termText({ id: 'merge', related: ['squash'] }).replace('level: 1', 'level: 7');
    assert.deepEqual(problemsOf({ 'terms/merging/merge.md': text }).slice(0, 1), [
      'terms/merging/merge.md:4:8: level: a level is 1, 2 or 3',
    ]);
  });
  test('malformed YAML is reported at its position', () =>
    assertProblem(
      { 'terms/merging/merge.md': '---\nid: merge\nterm: [merge\n---\nText.\n' },
      /merge\.md:[34]:\d+: /,
    ));
  test('a YAML alias bomb is a problem, not a hang', () => {
    const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [${'*a,'.repeat(9)}]\nc: &c [${'*b,'.repeat(9)}]\nid: [${'*c,'.repeat(9)}]`;
    assertProblem({ 'terms/merging/merge.md': `---\n${bomb}\n---\nText.\n` }, /Excessive alias count/);
  });
  test('a missing section', () =>
    assertProblem(
      { 'terms/merging/merge.md': termText({ id: 'merge' }).replace('## Example', '## Examples') },
      /"## Example" is missing/,
    ));
  test('a link that leads nowhere', () =>
    assertProblem(
      { 'terms/merging/merge.md': termText({ id: 'merge', related: ['squash', 'rebase'] }) },
      /"rebase" is not an entry/,
    ));
  test('an entry that no other entry names', () =>
    assertProblem(
      { 'terms/merging/lonely.md': termText({ id: 'lonely', related: ['merge'] }) },
      /lonely\.md:2:1: no other entry/,
    ));
  test('an id that differs from the file name', () =>
    assertProblem(
      { 'terms/merging/other.md': termText({ id: 'merge', related: ['squash'] }) },
      /differs from the file's name/,
    ));
  test('a rule for a form that the entry does not have', () =>
    assertProblem(
      {
        'terms/merging/merge.md': termText({
          id: 'merge',
          related: ['squash'],
          extra: 'match: { fusion: { case: exact } }\n',
        }),
      },
      /"fusion" is neither/,
    ));
  test('a question with two right options', () => {
    const text = questionText('q-one').replace(
      '      why: Because of 1.',
      '      why: Because of 1.\n      right: true',
    );
    assertProblem(
      { 'questions/merging.yaml': text },
      /questions\/merging\.yaml:\d+:\d+: options: exactly one option is right/,
    );
  });
  test('a broken question does not hide the others', () => {
    const text = questionText('q-one').replace('level: 1', 'level: 9') + questionText('q-two');
    assert.deepEqual(
      parseLibrary(librarySources({ 'questions/merging.yaml': text })).questions.map(({ id }) => id),
      ['q-two'],
    );
  });
  test('a draft compiles what can be read', () => {
    const { files, problems } = compileLibrary(
      librarySources({ 'terms/merging/bad.md': 'no front matter' }),
      { draft: true },
    );
    assert.equal(problems.length, 1);
    assert.ok(files.some(({ path }) => path === 'terms/merging.json'));
  });
});

suite('lessons', () => {
  const bodyOf = (files: Readonly<Record<string, string>>) =>
    parseLibrary(librarySources(files)).lessons[0]?.body;

  test('the picture is inlined with its story as text alternative, text is escaped', () => {
    const html = bodyOf(withLesson(lessonText('Text.')))
      ?.segments.map(segment => (segment.kind === 'html' ? segment.html : ''))
      .join('');
    assert.match(
      html ?? '',
      /<svg width="250" height="60" viewBox="0 0 250 60" role="img" aria-label="Two lines meet/,
    );
    assert.match(html ?? '', /a &amp; b/);
  });
  test('a slot keeps its name and its sentence without facts', () =>
    assert.deepEqual(
      bodyOf(withLesson(lessonText('{{repo.merge: Open a repository first.}}')))?.segments.find(
        ({ kind }) => kind === 'slot',
      ),
      { kind: 'slot', name: 'merge', fallback: 'Open a repository first.' },
    ));
  test('an unknown slot', () =>
    assertProblem(withLesson(lessonText('{{repo.weather: It rains.}}')), /repo\.weather/));
  test('raw HTML in a lesson shows as text', () => {
    const html = bodyOf(withLesson(lessonText('A <b onclick="x()">bold</b> word.')))
      ?.segments.map(segment => (segment.kind === 'html' ? segment.html : ''))
      .join('');
    assert.match(html ?? '', /&lt;b onclick/);
  });
  for (const [what, inside] of [
    ['a script', '<script>x()</script>'],
    ['a style', '<style>*{color:red}</style>'],
    ['an event handler', '<path d="M0 0" onload="x()"/>'],
    ['a link', '<a href="https://example.com"><text>x</text></a>'],
    ['foreign content', '<foreignObject></foreignObject>'],
    ['an inline colour', '<path d="M0 0" fill="red"/>'],
  ] as const) {
    test(`a picture with ${what} is refused`, () =>
      assertProblem(
        withLesson(lessonText('Text.'), pictureText.replace('<path', `${inside}<path`)),
        /joining\.svg:1:\d+: .* not allowed in a picture/,
      ));
  }
  test('a picture that is not well-formed', () =>
    assertProblem(
      withLesson(lessonText('Text.'), pictureText.replace('</svg>', '')),
      /joining\.svg:\d+:\d+: unclosed tag/,
    ));
});
