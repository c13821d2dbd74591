// The part of GitHub's GraphQL schema that is answered: the same names, types and nullability, cut down.
import { buildSchema } from 'graphql';

/** In GraphQL's own language. */
export const schemaText = `
scalar DateTime
scalar GitObjectID
scalar GitTimestamp
scalar URI

type Query {
  repository(followRenames: Boolean = true, name: String!, owner: String!): Repository
  user(login: String!): User
  rateLimit(dryRun: Boolean = false): RateLimit
}

type RateLimit { cost: Int! limit: Int! nodeCount: Int! remaining: Int! resetAt: DateTime! used: Int! }

interface Node { id: ID! }
interface Actor { login: String! url: URI! }
type User implements Actor & Node { id: ID! databaseId: Int login: String! name: String url: URI! }
type Bot implements Actor & Node { id: ID! databaseId: Int login: String! url: URI! }
type GitActor { name: String email: String date: GitTimestamp user: User }
type App implements Node { id: ID! databaseId: Int slug: String! name: String! }

type PageInfo { endCursor: String hasNextPage: Boolean! hasPreviousPage: Boolean! startCursor: String }

type Repository implements Node {
  id: ID!
  databaseId: Int
  name: String!
  nameWithOwner: String!
  isPrivate: Boolean!
  url: URI!
  defaultBranchRef: Ref
  ref(qualifiedName: String!): Ref
  object(expression: String, oid: GitObjectID): GitObject
  pullRequest(number: Int!): PullRequest
  pullRequests(after: String, before: String, baseRefName: String, first: Int, last: Int, orderBy: IssueOrder, states: [PullRequestState!]): PullRequestConnection!
}

type Ref implements Node { id: ID! name: String! prefix: String! target: GitObject }
interface GitObject { id: ID! oid: GitObjectID! abbreviatedOid: String! }
type Blob implements GitObject & Node {
  id: ID! oid: GitObjectID! abbreviatedOid: String!
  byteSize: Int! isBinary: Boolean isTruncated: Boolean! text: String
}
type Tree implements GitObject & Node { id: ID! oid: GitObjectID! abbreviatedOid: String! entries: [TreeEntry!] }
type TreeEntry { name: String! mode: Int! type: String! oid: GitObjectID! path: String object: GitObject }
type Commit implements GitObject & Node {
  id: ID! oid: GitObjectID! abbreviatedOid: String!
  message: String!
  author: GitActor
  committer: GitActor
  authoredDate: DateTime!
  committedDate: DateTime!
  tree: Tree!
  parents(after: String, before: String, first: Int, last: Int): CommitConnection!
  checkSuites(after: String, before: String, filterBy: CheckSuiteFilter, first: Int, last: Int): CheckSuiteConnection
}
type CommitConnection { nodes: [Commit] pageInfo: PageInfo! totalCount: Int! }

enum PullRequestState { OPEN CLOSED MERGED }
enum IssueOrderField { CREATED_AT UPDATED_AT COMMENTS }
enum OrderDirection { ASC DESC }
input IssueOrder { field: IssueOrderField! direction: OrderDirection! }

type PullRequest implements Node {
  id: ID!
  databaseId: Int
  number: Int!
  title: String!
  body: String!
  url: URI!
  author: Actor
  state: PullRequestState!
  closed: Boolean!
  merged: Boolean!
  isDraft: Boolean!
  createdAt: DateTime!
  updatedAt: DateTime!
  headRefName: String!
  headRefOid: GitObjectID!
  baseRefName: String!
  baseRefOid: GitObjectID!
  commits(after: String, before: String, first: Int, last: Int): PullRequestCommitConnection!
}
type PullRequestConnection { nodes: [PullRequest] pageInfo: PageInfo! totalCount: Int! }
type PullRequestCommit implements Node { id: ID! commit: Commit! pullRequest: PullRequest! }
type PullRequestCommitConnection { nodes: [PullRequestCommit] pageInfo: PageInfo! totalCount: Int! }

enum CheckStatusState { REQUESTED QUEUED IN_PROGRESS COMPLETED WAITING PENDING }
enum CheckConclusionState {
  ACTION_REQUIRED TIMED_OUT CANCELLED FAILURE SUCCESS NEUTRAL SKIPPED STARTUP_FAILURE STALE
}
input CheckSuiteFilter { appId: Int checkName: String }
input CheckRunFilter { appId: Int checkName: String status: CheckStatusState }
type CheckSuite implements Node {
  id: ID!
  databaseId: Int
  app: App
  commit: Commit!
  status: CheckStatusState!
  conclusion: CheckConclusionState
  checkRuns(after: String, before: String, filterBy: CheckRunFilter, first: Int, last: Int): CheckRunConnection
}
type CheckSuiteConnection { nodes: [CheckSuite] pageInfo: PageInfo! totalCount: Int! }
type CheckRun implements Node {
  id: ID!
  databaseId: Int
  name: String!
  status: CheckStatusState!
  conclusion: CheckConclusionState
  title: String
  summary: String
  externalId: String
  detailsUrl: URI
  url: URI!
}
type CheckRunConnection { nodes: [CheckRun] pageInfo: PageInfo! totalCount: Int! }
`;

export const schema = buildSchema(schemaText);
