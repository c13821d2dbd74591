// Errors of the JSON API: application/problem+json, RFC 9457.
import { STATUS_CODES } from 'node:http';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { inSentence } from '../shared/text.js';
import { answerOf, sendAnswer, type Answer } from '../web/answer.js';

export const problemSchema = z.strictObject({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
});
type Problem = z.infer<typeof problemSchema>;

/** A problem that says no more than its status does, apart from the detail in words. */
function problem(status: number, detail: string): Problem {
  return { type: 'about:blank', title: STATUS_CODES[status] ?? 'Error', status, detail };
}

export function problemAnswer(status: number, detail: string): Answer {
  const headers = { 'Content-Type': 'application/problem+json', 'Cache-Control': 'no-cache' };
  return answerOf(status, headers, JSON.stringify(problem(status, detail)));
}

export function sendProblem(req: Request, res: Response, status: number, detail: string): void {
  sendAnswer(req, res, problemAnswer(status, detail));
}

/** Text of a request as it may be repeated in an answer: short, in the direction of the answer. */
export function excerpt(text: string): string {
  const start = Array.from(text).slice(0, 60).join('');
  return `${inSentence(start)}${start.length < text.length ? '…' : ''}`;
}

/** The same in quotation marks. */
export function quoted(text: string): string {
  return `"${excerpt(text)}"`;
}
