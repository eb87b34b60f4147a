import { jsonOf, printed } from './ask';

test('a command that fails throws what it said, where it ran and how it ended', () => {
  const outcome = { code: 3, stdout: 'half\n', stderr: 'no route to host\n' };

  expect(() => printed('on "control-1"', ['curl', '-s'], outcome)).toThrow(
    'The command "curl -s" on "control-1" ended with 3: no route to host',
  );
  expect(printed('on "control-1"', ['true'], { ...outcome, code: 0 })).toBe('half\n');
});

test('an answer that is no JSON throws its beginning', () => {
  expect(() => jsonOf('<html>')).toThrow('An answer is no JSON: "<html>".');
});
