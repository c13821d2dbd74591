// The account under which GitHub itself merges and edits; it is nobody's.

/** As GitHub has it. */
export const webFlow = {
  id: 19_864_447,
  login: 'web-flow',
  type: 'User',
  name: 'GitHub',
  createdAt: '2016-06-10T13:20:19Z',
  members: new Set<number>(),
} as const;
