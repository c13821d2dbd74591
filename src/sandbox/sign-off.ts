// The texts of the Developer Certificate of Origin, as people write them into their commits.
import type { Commit } from './forge/git.js';

/** A name and an e-mail address as a commit has them. */
interface Writer {
  readonly name: string;
  readonly email: string;
}

function written({ name, email }: Writer): string {
  return `${name} <${email}>`;
}

/** The message with the writer's sign-off at its end, as `git commit --signoff` writes it; a message that has it stays as it is. */
export function signedOff(message: string, writer: Writer): string {
  const trailer = `Signed-off-by: ${written(writer)}`;
  const lines = message.trimEnd().split('\n');
  if (lines.includes(trailer)) return message;
  const inTrailers = lines.length > 1 && /^[\w-]+: \S/.test(lines.at(-1) ?? '');
  return `${lines.join('\n')}${inTrailers ? '\n' : '\n\n'}${trailer}`;
}

/** The message of a commit by which the writer of another adds the sign-off that it lacks. */
export function remediation({ sha, author }: Commit): string {
  const text = `DCO remediation\n\nI, ${written(author)}, hereby add my Signed-off-by to this commit: ${sha}`;
  return signedOff(text, author);
}
