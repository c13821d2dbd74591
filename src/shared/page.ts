// One page of a long list: what is asked for and what is answered.

/** Which part of a list: `page` from 1, at most `perPage` items, only those whose fields have exactly these texts. */
export interface ListQuery {
  readonly filter: Readonly<Record<string, string>>;
  readonly page: number;
  readonly perPage: number;
}

/** The items of one page, and how many match in all. */
export interface ListPage<T> {
  readonly items: readonly T[];
  readonly total: number;
}
