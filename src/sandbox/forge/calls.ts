// The log of the API calls received, with what was asked and answered.

/** One call. Until it is answered, or when its answer was lost, the fields of the answer are null. */
export interface Call {
  /** 1, 2, 3 ... in the order of arrival. */
  readonly seq: number;
  /** The clock's time of arrival. */
  readonly at: string;
  readonly method: string;
  /** `/repos/{owner}/{repo}/issues/{issue_number}/comments`; null for a path no endpoint has. */
  readonly template: string | null;
  /** Without `/api/v3` and without the query. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly requestBody: unknown;
  /** Getting an installation's token, or finding the installation: housekeeping that tests may leave out. */
  readonly token: boolean;
  status: number | null;
  responseBody: unknown;
  /** The kind of fault that was played, if any. */
  fault: string | null;
}

/** Which calls to look at. */
interface CallFilter {
  /** With the calls for tokens too; they are left out unless asked for. */
  readonly tokens?: boolean;
}

export interface CallLog {
  /** Where the log ends now, for `since`. */
  mark(): number;
  all(filter?: CallFilter): readonly Call[];
  /** The calls after a mark. */
  since(mark: number, filter?: CallFilter): readonly Call[];
  /** `POST /repos/{owner}/{repo}/...` to the number of such calls after a mark. */
  countByTemplate(mark?: number, filter?: CallFilter): Readonly<Record<string, number>>;
  /** Notes a call at its arrival. */
  record(call: Omit<Call, 'seq' | 'status' | 'responseBody' | 'fault'>): Call;
}

/** A log that goes on from the calls `kept` before, and forgets the oldest beyond `limit`. */
export function createCallLog(limit: number, kept: readonly Call[] = []): CallLog {
  const calls: Call[] = [...kept];
  let seq = calls.at(-1)?.seq ?? 0;

  function since(mark: number, { tokens = false }: CallFilter = {}): readonly Call[] {
    return calls.filter((call) => call.seq > mark && (tokens || !call.token));
  }

  function countByTemplate(mark = 0, filter: CallFilter = {}): Readonly<Record<string, number>> {
    const counts: Record<string, number> = {};
    for (const { method, template, path } of since(mark, filter)) {
      const key = `${method} ${template ?? path}`;
      counts[key] = (counts[key] ?? 0) + 1;
    }
    return counts;
  }

  function record(received: Omit<Call, 'seq' | 'status' | 'responseBody' | 'fault'>): Call {
    seq += 1;
    const call: Call = { ...received, seq, status: null, responseBody: null, fault: null };
    calls.push(call);
    if (calls.length > limit) calls.shift();
    return call;
  }

  return { mark: () => seq, all: (filter) => since(0, filter), since, countByTemplate, record };
}
