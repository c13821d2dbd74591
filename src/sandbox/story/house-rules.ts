// What the story's repositories hold for policies to read: OWNERS files, the template of pull requests, a policy file of one's own.

/** The login of a person of the charter; a name that is nobody's, as it is. */
export type LoginOf = (who: string) => string;

function listOf(key: string, names: readonly string[], loginOf: LoginOf): string {
  return names.length === 0 ? '' : `${key}:\n${names.map((name) => `  - ${loginOf(name)}\n`).join('')}`;
}

/** Writes an OWNERS file of persons and aliases. */
export function ownersFile(loginOf: LoginOf) {
  return (approvers: readonly string[], reviewers: readonly string[] = []): string =>
    `${listOf('approvers', approvers, loginOf)}${listOf('reviewers', reviewers, loginOf)}`;
}

/** Writes an OWNERS_ALIASES file: persons by alias. */
export function aliasesFile(loginOf: LoginOf) {
  return (aliases: Readonly<Record<string, readonly string[]>>): string => {
    const lists = Object.entries(aliases).map(([alias, people]) => `  ${alias}: [${people.map(loginOf).join(', ')}]\n`);
    return `aliases:\n${lists.join('')}`;
  };
}

export const template = `## Why

<!-- What is better with this change? 这项修改解决什么问题？ -->

## How it was checked

<!-- Commands, numbers, pictures; "not yet" is an answer too. 命令、数据、截图均可。 -->
`;

/** The same as Gitee shows it to who opens a pull request. */
export const templateZh = `## 为什么

<!-- 这项修改解决什么问题？ -->

## 如何验证

<!-- 命令、数据、截图均可；尚未验证也请写明。 -->
`;

/** The datasets' own file: what the foundation asks for, and more. */
export const tightenedForDatasets = `# Tightens the foundation's policy.yml: here every change names its sources, corpora are adopted by vote, and no sign-off is waived.
version: 1
policies:
  dco:
    override: []
  description:
    enforce: block
    sections:
      - [Why, 为什么]
      - [How it was checked, 如何验证]
      - [Sources, 来源]
  paths:
    rules:
      - { paths: ['LICENSE*', 'LICENSES/**'], motion: entrenched }
      - { paths: ['governance/**', 'charter.yml', 'people.yml', 'policy.yml', 'roadmap.yml'], motion: governance }
      - { paths: ['**/*.pkl', '**/*.pickle'], forbidden: true }
      - { paths: ['**/.env', '**/*.pem', '**/id_rsa', '**/id_ed25519'], forbidden: true }
      - { paths: ['corpora/**'], motion: artifact }
`;
