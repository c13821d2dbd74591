// Whether what a delivery of Gitee's claims is what the API says. Pure.
function lines(text: string): string {
  return text.replaceAll('\r\n', '\n').trimEnd();
}

/** Whether the API has the text that is claimed; line ends differ. */
export function sameText(claimed: string, read: string | null | undefined): boolean {
  return lines(claimed) === lines(read ?? '');
}

/** One that names no author claims nothing of them. */
export function sameAuthor(claimed: number | null, user: { readonly id: number } | null | undefined): boolean {
  return claimed === null || claimed === user?.id;
}
