// Octokit as the adapter uses it.
import { ProbotOctokit } from 'probot';

/**
 * Octokit without Probot's throttling and retrying. Throttling spaces all comments of an app by 3 s and all writes by 1 s (under one key for
 * all installations unless told otherwise) and sleeps through what GitHub asks to wait; retrying repeats creates. Here each
 * installation has its own pace (pace.ts), a wait is handed to the outbox as a value, and only the outbox repeats a write.
 */
export const PlainOctokit = ProbotOctokit.defaults((options: object) => ({
  ...options,
  throttle: { enabled: false },
  retry: { enabled: false },
}));
