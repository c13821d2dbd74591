// A request's body as the JSON object it should be.
import { isUtf8 } from 'node:buffer';
import { err, ok, type Result } from '../shared/result.js';

/** The object; the error is a sentence for whoever set the webhook up. */
export function parseObject(body: Buffer): Result<object, string> {
  if (!isUtf8(body)) return err('The body is not UTF-8.');
  try {
    const value: unknown = JSON.parse(body.toString('utf8'));
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? ok(value) : err('The body is JSON but not an object.');
  } catch (error) {
    if (error instanceof SyntaxError) return err('The body is not JSON. (Set the content type to application/json.)');
    throw error;
  }
}
