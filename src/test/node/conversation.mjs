// A script is told its settings by one line of JSON on its standard input, and says one a line on its standard output:
// {"visit": url} asks where the person's browser ended, {"result": …} or {"refused": …} is the last.
import { createInterface } from 'node:readline';

const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();

async function hear() {
  const { value, done } = await lines.next();
  if (done) {
    throw new Error('nobody answers');
  }
  return JSON.parse(value);
}

function say(what) {
  process.stdout.write(`${JSON.stringify(what)}\n`);
}

export const settings = await hear();

// Sends the person to a page; gives the URL of the client that the browser was sent to at the end.
export async function visit(url) {
  say({ visit: url.href ?? url });
  return new URL((await hear()).ended);
}

// What the library refuses, or hands on as a refusal of the server's, in words that a test can compare.
function refusal(error) {
  const { code, message, error: oauthError, status, cause } = error;
  const challenges = Array.isArray(cause) ? cause : [];
  return { code, message, error: oauthError, status, challenges, cause: String(cause?.message ?? cause) };
}

export async function converse(script) {
  try {
    say({ result: await script() });
  } catch (error) {
    say({ refused: refusal(error) });
  }
  process.exit();
}

// Answers every line that it is told, until nobody asks any more.
export async function serve(script) {
  for await (const line of lines) {
    try {
      say({ result: await script(JSON.parse(line)) });
    } catch (error) {
      say({ refused: refusal(error) });
    }
  }
  process.exit();
}

export async function refused(promise) {
  try {
    await promise;
  } catch (error) {
    return refusal(error);
  }
  throw new Error('it was not refused');
}
